"""Settings of sign-in that are the same on every site; settings.py has the others."""

from typing import Any

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["tweipress.people.adapter.MemberBackend"]
PASSWORD_HASHERS = ["tweipress.people.hashing.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "tweipress.people.passwords.TooLong"},
    {"NAME": "tweipress.people.passwords.OthersKnow"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tweipress.people.adapter.MemberAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "tweipress.people.forms.NameForm"
ACCOUNT_FORMS = {
    "signup": "tweipress.people.mailbox.SignUpForm",
    "reset_password": "tweipress.people.entrance.imitation.ResetForm",
}
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Joining and asking for a new password are answered no sooner: both take 30 ms, 100 on a loaded
# machine, and what differs between a taken and a free address is 4 of them
SAME_TIME_MS = 250
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # a way in for whom no puzzle can be solved
# What people/entrance asks a puzzle for is not counted by allauth, whose limits shut the door.
# Codes of a second step are: who guesses at them has the password.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "5/300s/key",
    "signup": "",
    "reset_password": "",
    "reset_password_from_key": "",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # people/notices.py writes them
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "tweipress.people.adapter.FactorAdapter"
CSRF_FAILURE_VIEW = "tweipress.pages.views.copies.again.csrf_failure"
SESSION_ENGINE = "tweipress.http.fast.sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
