package dev.sequitur.gateway.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;

/** Where the services are. */
@ConfigMapping(prefix = "sequitur.services")
public interface ServicesConfig {

  Trigger trigger();

  Rule rule();

  Executor executor();

  Notification notification();

  Reporting reporting();

  /** The addresses of a service's replicas, each with scheme, host and port. */
  default List<URI> of(Owner owner) {
    return switch (owner) {
      case TRIGGER -> trigger().url();
      case RULE -> rule().url();
      case EXECUTOR -> executor().url();
      case NOTIFICATION -> notification().url();
      case REPORTING -> reporting().url();
      case GATEWAY -> throw new IllegalArgumentException("the gateway does not call itself");
    };
  }

  /** trigger-service. */
  interface Trigger {
    @WithDefault("http://127.0.0.1:8081")
    List<URI> url();
  }

  /** rule-service. */
  interface Rule {
    @WithDefault("http://127.0.0.1:8082")
    List<URI> url();
  }

  /** executor-service. */
  interface Executor {
    @WithDefault("http://127.0.0.1:8083")
    List<URI> url();
  }

  /** notification-service. */
  interface Notification {
    @WithDefault("http://127.0.0.1:8084")
    List<URI> url();
  }

  /** reporting-service. */
  interface Reporting {
    @WithDefault("http://127.0.0.1:8085")
    List<URI> url();
  }
}
