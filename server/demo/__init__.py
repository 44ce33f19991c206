"""The demo district `hoang-hoa-2023`: its offices, its people and a year of its papers."""
