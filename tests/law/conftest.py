"""The law's properties are tried without a stop-watch: a busy machine breaks no law.

Twenty-four examples each: with twenty the mutation run finds every bend (`mutation.py`).
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "law", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=24
)
if settings.get_current_profile_name() == "default":
    settings.load_profile("law")
