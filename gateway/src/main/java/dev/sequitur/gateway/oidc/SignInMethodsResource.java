package dev.sequitur.gateway.oidc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** How one can sign in here; asked before anybody is known. */
@Path("/api/v1/sign-in-methods")
public class SignInMethodsResource {

  private final Methods methods;

  SignInMethodsResource(Issuers issuers) {
    this.methods =
        new Methods(true, issuers.all().stream().map(one -> Issuer.of(one.settings())).toList());
  }

  /** The ways. */
  public record Methods(boolean password, List<Issuer> issuers) {}

  /**
   * Sign-in at an issuer.
   *
   * @param name of the issuer, in addresses
   * @param label what people read
   * @param address where a browser goes; {@code ?to=} says where to afterwards
   */
  public record Issuer(String name, String label, String address) {

    private static Issuer of(Settings settings) {
      return new Issuer(settings.name(), settings.label(), settings.start());
    }
  }

  @GET
  public Methods get() {
    return methods;
  }
}
