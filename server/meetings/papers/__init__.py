"""The papers that lie before a meeting (MT-02, MT-04)."""
