// GOV.UK Frontend's behaviours: the menu on a narrow screen. Every page works without this file.
import { ServiceNavigation, SkipLink, createAll, isSupported } from "../vendor/govuk-frontend/govuk-frontend.min.js";

if (isSupported() || "noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  createAll(ServiceNavigation);
  createAll(SkipLink);
}
