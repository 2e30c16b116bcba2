package dev.sequitur.gateway.route;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One operation that can be reached from outside.
 *
 * @param path with {parameters}
 * @param permission what the caller's role must hold, or one of the words below
 * @param limit largest body, bytes
 */
public record Route(HttpMethod method, String path, Owner owner, String permission, int limit) {

  /** Nobody is asked. */
  public static final String PUBLIC = "public";

  /** The trigger's own verifier asks. */
  public static final String INGEST = "ingest";

  /** Anybody who is known, in no workspace. */
  public static final String SIGNED_IN = "signed-in";

  /** Of the installation as a whole: what follows must be held in the workspace default. */
  private static final String IN_FIRST = "default/";

  private static final String FIRST = "default";

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
    return !isPublic() && !isIngest() && !isOfInstallation() && !permission.equals(SIGNED_IN);
  }

  /** Whether it concerns no workspace, and is for those who run all of it. */
  public boolean isOfInstallation() {
    return permission.startsWith(IN_FIRST);
  }

  /** The permission that is needed; null if it is enough to be known. */
  public @Nullable String needed() {
    if (isOfInstallation()) {
      return permission.substring(IN_FIRST.length());
    }
    return isInWorkspace() ? permission : null;
  }

  /** Where it must be held, if the path names this workspace. */
  public @Nullable String where(@Nullable String workspace) {
    return isOfInstallation() ? FIRST : workspace;
  }
}
