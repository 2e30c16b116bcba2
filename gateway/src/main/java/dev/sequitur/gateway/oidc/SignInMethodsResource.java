package dev.sequitur.gateway.oidc;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** How one can sign in here; asked before anybody is known. */
@Path("/api/v1/sign-in-methods")
public class SignInMethodsResource {

  private final Methods methods;

  SignInMethodsResource(Provider provider, OidcConfig config) {
    var issuer =
        provider.settings().map(_ -> new Issuer(config.name(), "/sign-in/oidc")).orElse(null);
    this.methods = new Methods(true, issuer);
  }

  /**
   * The ways.
   *
   * @param oidc absent if no issuer is configured
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Methods(boolean password, @Nullable Issuer oidc) {}

  /**
   * Sign-in at the issuer.
   *
   * @param address where a browser goes; {@code ?to=} says where to afterwards
   */
  public record Issuer(String name, String address) {}

  @GET
  public Methods get() {
    return methods;
  }
}
