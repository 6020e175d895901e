"""Is the site up and can it reach its records? For load balancers and people on call."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 (Django passes it)
    """200 when the database answers, else 503. Says nothing else: the address is public."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the records cannot be reached"}, status=503)
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
