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
  SIGN_IN_STATE_INVALID(401, "This sign-in was not begun in this browser, or too long ago."),
  ISSUER_REFUSED(401, "The issuer did not sign this person in."),
  ISSUER_ANSWER_INVALID(401, "What the issuer answered does not hold."),
  TOKEN_INVALID(401, "The access token is not valid here."),
  SIGN_IN_FAILED(401, "User and password do not belong together."),
  ACCOUNT_DISABLED(403, "The account is disabled."),
  NO_ROLE(403, "Nothing here is permitted to any of your groups."),
  CSRF_HEADER_MISSING(403, "Changes from a browser need the header X-Requested-With: sequitur."),
  SESSION_REQUIRED(403, "This needs a person who is signed in, not an API key."),
  KEY_OUT_OF_SCOPE(403, "The API key was made without this permission."),
  ROLE_ABOVE_OWN(403, "Nobody can give more than they hold."),
  NO_ISSUER(404, "No issuer of that name is configured."),
  KEY_NAME_TAKEN(409, "An API key of that name exists."),
  IDENTITY_TAKEN(409, "That identity is linked with another account."),
  LAST_OWNER(409, "A workspace keeps at least one owner."),
  INVITATION_INVALID(410, "The invitation is not valid."),
  LINK_USED(410, "The sign-in link was used before."),
  ISSUER_UNAVAILABLE(503, "The issuer cannot be asked right now."),
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
