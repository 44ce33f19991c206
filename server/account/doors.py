"""The room's blueprint: half of its doors are for those who are only half in."""

from flask import Blueprint

room = Blueprint("account", __name__)
