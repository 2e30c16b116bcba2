package dev.sequitur.gateway.status;

import dev.sequitur.gateway.route.Owner;
import dev.sequitur.gateway.route.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Which services are ready. */
@Path("/api/v1/status")
public class StatusResource {

  private static final int PATIENCE_MILLIS = 2_000;

  private final Upstreams upstreams;

  StatusResource(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /** All services, the gateway first. */
  public record Status(List<Service> services) {}

  /**
   * One service.
   *
   * @param state {@code ready}, {@code not ready} or {@code unreachable}
   */
  public record Service(String name, String state) {}

  @GET
  public CompletionStage<Status> get() {
    var asked =
        Arrays.stream(Owner.values())
            .filter(owner -> owner != Owner.GATEWAY)
            .map(this::ask)
            .toList();
    return Future.join(asked)
        .map(
            answers -> {
              var services = new ArrayList<Service>();
              services.add(new Service("gateway", "ready"));
              services.addAll(answers.<Service>list());
              return new Status(services);
            })
        .toCompletionStage();
  }

  private Future<Service> ask(Owner owner) {
    var name = owner.name().toLowerCase(Locale.ROOT) + "-service";
    return upstreams
        .of(owner)
        .exchange(
            HttpMethod.GET,
            "/q/health/ready",
            request ->
                request.send().compose(answer -> answer.body().map(_ -> answer.statusCode())))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(status -> new Service(name, status == 200 ? "ready" : "not ready"))
        .otherwise(new Service(name, "unreachable"));
  }
}
