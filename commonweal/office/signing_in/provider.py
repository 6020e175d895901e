"""The provider that people sign in with: OpenID Connect, by its own discovery document.

Authlib does the protocol: the code flow with PKCE (S256), `state` and `nonce` kept in the session, the ID
token's signature by the provider's JWKS, its issuer, audience and time. Nobody gets an account here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commonweal.office.records.keyed_digests import digests

PEOPLE, STAFF = "people", "staff"


class NotSignedIn(Exception):
    """The provider refused, or what came back is not what was asked for. Says nothing of the person."""


def configured(who: str) -> bool:
    """Whether people, or staff, can sign in with a provider here."""
    chosen = settings.OPENID_CONNECT[who]
    return bool(chosen["issuer"] and chosen["client_id"])


def name_of(who: str) -> str:
    """What people call the provider."""
    return str(settings.OPENID_CONNECT[who]["name"])


def send_to_provider(request: HttpRequest, who: str, back: str) -> HttpResponse:
    """Send the browser to the provider; it comes `back` (an absolute address). Raises NotSignedIn."""
    try:
        answer: HttpResponse = _client(who).authorize_redirect(request, back)
    except Exception as error:
        raise NotSignedIn(type(error).__name__) from None
    return answer


def claims_of(request: HttpRequest, who: str) -> Mapping[str, Any]:
    """What the provider says of who came back, verified. Raises NotSignedIn."""
    try:
        token = _client(who).authorize_access_token(request)
    except Exception as error:
        raise NotSignedIn(type(error).__name__) from None
    claims: Mapping[str, Any] | None = token.get("userinfo")
    if not claims or not claims.get("sub"):
        raise NotSignedIn("no ID token")
    return claims


def person_keys(claims: Mapping[str, Any]) -> list[str]:
    """The keyed digest of who signed in: the issuer and its name for them, which we do not keep.

    After it come those that were made of the same with a signing key before this one.
    """
    return digests(f"openid connect\n{claims['iss']}\n{claims['sub']}")


def _client(who: str) -> Any:
    chosen = settings.OPENID_CONNECT[who]
    return _registered(who, chosen["issuer"], chosen["client_id"], chosen["client_secret"], chosen["scope"])


@lru_cache(maxsize=8)
def _registered(who: str, issuer: str, client_id: str, client_secret: str, scope: str) -> Any:
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        who,
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": 10},
    )
