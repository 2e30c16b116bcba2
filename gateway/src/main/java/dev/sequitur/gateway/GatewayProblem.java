package dev.sequitur.gateway;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that only the gateway answers. */
public enum GatewayProblem implements ProblemCode {
  METHOD_OVERRIDE_REFUSED(400, "The method is the request's own; headers do not change it."),
  INVALID_PARAMETER(400, "A parameter of the query is not understood."),
  MANIFESTS_UNREADABLE(400, "The manifests cannot be read."),
  LINK_INVALID(401, "The sign-in link is not valid."),
  KEY_EXPIRED(401, "The API key has expired."),
  KEY_REVOKED(401, "The API key was revoked."),
  SIGN_IN_FAILED(401, "User and password do not belong together."),
  CSRF_HEADER_MISSING(403, "Changes from a browser need the header X-Requested-With: sequitur."),
  SESSION_REQUIRED(403, "This needs a person who is signed in, not an API key."),
  KEY_OUT_OF_SCOPE(403, "The API key was made without this permission."),
  ROLE_ABOVE_OWN(403, "Nobody can give more than they hold."),
  KEY_NAME_TAKEN(409, "An API key of that name exists."),
  LAST_OWNER(409, "A workspace keeps at least one owner."),
  LINK_USED(410, "The sign-in link was used before."),
  MANIFESTS_PARTLY_APPLIED(503, "A part of the manifests is stored; apply them again.");

  private final int status;
  private final String title;

  GatewayProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
