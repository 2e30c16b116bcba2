package dev.sequitur.gateway.route;

import io.vertx.core.http.HttpMethod;

/**
 * One operation that can be reached from outside.
 *
 * @param path with {parameters}
 * @param permission what the caller's role must hold, or one of the three words below
 * @param limit largest body, bytes
 */
public record Route(HttpMethod method, String path, Owner owner, String permission, int limit) {

  /** Nobody is asked. */
  public static final String PUBLIC = "public";

  /** The trigger's own verifier asks. */
  public static final String INGEST = "ingest";

  /** Anybody who is known, in no workspace. */
  public static final String SIGNED_IN = "signed-in";

  public boolean isPublic() {
    return permission.equals(PUBLIC);
  }

  public boolean isIngest() {
    return permission.equals(INGEST);
  }

  /** Whether it brings events, which have a limit of their own. */
  public boolean bringsEvents() {
    return isIngest() || permission.equals("event:write");
  }

  public boolean isInWorkspace() {
    return !isPublic() && !isIngest() && !permission.equals(SIGNED_IN);
  }
}
