package dev.sequitur.kit.token;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, as the internal token says. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;

  Caller(JsonWebToken token) {
    this.token = token;
  }

  /** The principal: a person's or a key's name. */
  public String principal() {
    return String.valueOf(token.getSubject());
  }

  /** The one workspace that the token is for; empty if it names none. */
  public String workspace() {
    var claim = token.<Object>getClaim("workspace");
    return claim == null ? "" : claim.toString();
  }

  public boolean may(String permission) {
    return token.getGroups() != null && token.getGroups().contains(permission);
  }

  /** Refuses with 401 or 403 unless the caller has the permission. */
  public void require(String permission) {
    if (token.getSubject() == null) {
      throw new UnauthorizedException();
    }
    if (!may(permission)) {
      throw new ForbiddenException();
    }
  }
}
