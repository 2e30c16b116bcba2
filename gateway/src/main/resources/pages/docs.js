"use strict";

SwaggerUIBundle({
  url: "/api/openapi.json",
  domNode: document.getElementById("api"),
  deepLinking: true,
  // Asks nobody else whether the document is valid.
  validatorUrl: null,
  requestInterceptor: (request) => {
    // Changes with the session's cookie need it.
    request.headers["X-Requested-With"] = "sequitur";
    return request;
  },
});
