"""The messenger's script, as a stub that says what it was told, and what staff do at the desk."""

from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from adapters.sandbox.intercom import Helpdesk, Refusal
from adapters.sandbox.posting import is_here

# Speaks to where it came from. `Intercom('boot' | 'update' | 'shutdown', settings)`, and a panel
# that shows it is there (vendors/intercom.md 5, 8).
_SCRIPT = """(() => {
  const home = new URL(document.currentScript.src).origin + '/intercom-widget/called';
  const queue = (window.Intercom && window.Intercom.q) || [];
  let settings = window.intercomSettings || {};
  const panel = () => document.getElementById('intercom-container');
  const draw = (text) => {
    const box = panel() || document.createElement('div');
    box.id = 'intercom-container';
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', 'Messenger');
    box.style.cssText = 'position:fixed;right:16px;bottom:16px;width:260px;padding:16px;' +
      'background:#fff;color:#111;border:1px solid #767676;border-radius:8px;z-index:2000';
    box.textContent = text;
    document.body.append(box);
  };
  const call = (verb, given) => {
    if (verb === 'boot' || verb === 'update') settings = { ...settings, ...given };
    if (verb === 'shutdown') { panel()?.remove(); }
    if (verb === 'boot' || verb === 'show') draw('Assistance (bac à sable)');
    return fetch(home, {
      method: 'POST',
      keepalive: true,
      body: JSON.stringify({ verb, token: settings.intercom_user_jwt || '' }),
    });
  };
  window.Intercom = call;
  for (const one of queue) call(...one);
})();
"""
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def create_widget(desk: Helpdesk) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/widget/{app_id}")
    async def script(app_id: str) -> Response:
        """The script, for the configured app only."""
        if app_id != desk.parts.settings.intercom_app_id:
            raise HTTPException(404)
        return Response(_SCRIPT, media_type="text/javascript", headers=_OPEN)

    @app.post("/called")
    async def called(request: Request) -> Response:
        """What the page did: kept for the test that asks, and checked as the vendor would."""
        told = Called.model_validate_json(await request.body())
        fault = desk.boot(told.token) if told.verb == "boot" else ""
        number = desk.parts.store.number("intercom-call")
        row = {"id": f"{number:08d}", "verb": told.verb, "refused": fault}
        desk.parts.store.put("intercom-call", f"{number:08d}", row)
        return Response(status_code=400 if fault else 204, headers=_OPEN)

    return app


class Called(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verb: str = Field(max_length=20)
    token: str = Field(default="", max_length=4000)


class _Place(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str = Field(max_length=500)


def helpdesk_world(desk: Helpdesk) -> APIRouter:
    router = APIRouter(prefix="/world/intercom", tags=["world"])

    @router.get("/contacts")
    async def contacts() -> list[dict[str, Any]]:
        """Everybody, with their state."""
        return desk.all()

    @router.get("/calls")
    async def calls() -> list[dict[str, Any]]:
        """What pages told the messenger, oldest first."""
        return desk.parts.store.oldest("intercom-call")

    @router.post("/webhook")
    async def register(place: _Place) -> dict[str, bool]:
        """6: the address is asked with HEAD first, and kept when it answers 200."""
        if not is_here(place.url):
            raise HTTPException(400, "the sandbox posts to this machine only")
        status = await desk.parts.post("intercom", "check", place.url, method="HEAD")
        if status == 200:
            desk.parts.store.put("intercom-webhook-url", "url", {"url": place.url})
        return {"registered": status == 200}

    @router.post("/contacts/{ref}/merge/{into}")
    async def merge(ref: str, into: str) -> dict[str, bool]:
        """What staff do with a visitor who turns out to be a user."""
        try:
            desk.merge(ref, into)
        except Refusal as refusal:
            raise HTTPException(refusal.status) from refusal
        return {"merged": True}

    return router
