package dev.sequitur.rule.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.rule.RuleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Asks reporting-service, which keeps the index. A query's way, never an event's. */
@ApplicationScoped
class ReportingEventIndex implements EventIndex {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI reporting;

  ReportingEventIndex(RuleConfig config) {
    this.reporting = config.reportingUrl();
  }

  @Override
  public Optional<Place> find(String workspace, UUID event, String authorization) {
    var answer = ask("/api/v1/workspaces/" + workspace + "/events/" + event, authorization);
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(place(answer.body()));
      case 404 -> Optional.empty();
      case 401, 403 -> throw CommonProblem.FORBIDDEN.with("The index of events is not for you.");
      default ->
          throw new TransientFaultException("the index of events answers " + answer.statusCode());
    };
  }

  private HttpResponse<byte[]> ask(String path, String authorization) {
    var request =
        HttpRequest.newBuilder(reporting.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new TransientFaultException("the index of events does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFaultException("the index of events was not waited for");
    }
  }

  private static Place place(byte[] body) {
    JsonNode event = Wire.read(body, JsonNode.class);
    return new Place(
        event.path("partition").asInt(),
        event.path("offset").asLong(),
        event.path("duplicates").asInt());
  }
}
