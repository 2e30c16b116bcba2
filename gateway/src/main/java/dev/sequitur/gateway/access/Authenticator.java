package dev.sequitur.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** One way to prove who asks. */
public interface Authenticator {

  /** The lower goes first; the first that finds credentials of its kind decides. */
  int order();

  /** Called on the event loop; {@link Claim.Missing} if there are no credentials of this kind. */
  Future<Claim> check(HttpServerRequest request);
}
