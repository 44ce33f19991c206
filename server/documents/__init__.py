"""The document floor: papers that come and go, copies, deliveries, tasks, case files, old books."""
