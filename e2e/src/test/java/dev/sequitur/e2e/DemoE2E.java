package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.demo.order.Order;
import dev.sequitur.demo.order.Plan;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.FreePorts;
import dev.sequitur.local.platform.Home;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer sees it: it does what it says, each thing once, and leaves nothing. */
@ExtendWith(SharedRig.class)
class DemoE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Plan PLAN = new Plan(7, 40, 0.2, Duration.ofMillis(50));

  private final Rig rig;
  private final Home home;
  private final Shell shell;
  private final int port = FreePorts.block(3);
  private final HttpClient client = HttpClient.newHttpClient();

  DemoE2E(Rig rig, @TempDir Path folder) {
    this.rig = rig;
    this.home = new Home(rig.folder());
    this.shell = new Shell(folder, rig.folder());
  }

  @AfterEach
  void remove() {
    shell.run("demo", "--remove");
  }

  private static List<Order> orders() {
    return IntStream.range(0, PLAN.orders()).mapToObj(number -> Order.of(PLAN, number)).toList();
  }

  private static long count(java.util.function.Predicate<Order> which) {
    return orders().stream().filter(which).count();
  }

  private JsonNode received(String way) throws Exception {
    return new ObjectMapper().readTree(call("GET", "/received")).path(way).path("latest");
  }

  private String call(String method, String path) throws Exception {
    var address = URI.create("http://127.0.0.1:" + port + path);
    var request =
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  private List<JsonNode> requests(String path) throws Exception {
    return received("requests")
        .valueStream()
        .filter(request -> request.path("path").asText().equals(path))
        .toList();
  }

  private List<String> keys(String path) throws Exception {
    return requests(path).stream().map(request -> request.path("key").asText()).toList();
  }

  private void start() {
    var said =
        shell.run(
            "demo",
            "--count",
            "40",
            "--rate",
            "20",
            "--seed",
            "7",
            "--errors",
            "0.2",
            "--port-base",
            Integer.toString(port));
    assertThat(said.expect(0).out()).contains("http://127.0.0.1:" + port, "seed 7");
  }

  @Test
  void samplesDoWhatTheySayAndNothingIsLeftOfThem() throws Exception {
    start();
    assertThat(call("GET", "/")).contains("<title>Sequitur demo</title>");
    await().atMost(PATIENCE).until(() -> home.process("demo-generator").isEmpty());

    everythingArrivesOnce();
    paymentsAreGivenUpAndRedriven();
    shell.run("demo", "--remove").expect(0);
    nothingIsLeft();
    assertThat(shell.run("demo", "--remove").expect(0).out()).contains("0 definitions, 0 secrets");
  }

  private void everythingArrivesOnce() throws Exception {
    var alerts = count(order -> order.amount() >= 500);
    var tickets = (int) count(Order::hasTicket);
    var heavy = (int) count(order -> order.kilograms() > 10);
    var good = count(order -> !order.isBroken());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(keys("/alerts")).hasSize((int) alerts).doesNotHaveDuplicates();
              assertThat(requests("/chat")).hasSize(tickets);
              assertThat(requests("/partner")).hasSize(tickets);
              assertThat(received("messages")).hasSize(heavy);
              assertThat(received("mails")).hasSize(1);
              assertThat(answered(200)).hasSize((int) good).doesNotHaveDuplicates();
            });
    assertThat(requests("/partner"))
        .allSatisfy(request -> assertThat(request.path("signature").asText()).isEqualTo("valid"));
    assertThat(received("messages").findValuesAsText("id")).doesNotHaveDuplicates();
    assertThat(received("mails").get(0).path("attachments").asText()).endsWith(".pdf");
    assertThat(bodies("/chat"))
        .allSatisfy(body -> assertThat(body).contains("Ticket ticket-demo-7-"));
  }

  private List<String> bodies(String path) throws Exception {
    return requests(path).stream().map(request -> request.path("body").asText()).toList();
  }

  /** Keys of payments that were answered so. */
  private List<String> answered(int status) throws Exception {
    return requests("/payments").stream()
        .filter(request -> request.path("answered").asInt() == status)
        .map(request -> request.path("key").asText())
        .toList();
  }

  private void paymentsAreGivenUpAndRedriven() throws Exception {
    var broken = count(Order::isBroken);
    assertThat(broken).isPositive();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        shell
                            .run("dead-letters", "redrive", "--rule", "demo-payment", "--dry-run")
                            .out())
                    .isEqualTo(broken + " would go again.\n"));
    call("POST", "/repair");
    shell.run("dead-letters", "redrive", "--rule", "demo-payment").expect(0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(answered(200)).hasSize(PLAN.orders()).doesNotHaveDuplicates());
  }

  private void nothingIsLeft() throws Exception {
    assertThat(shell.run("get", "all", "-l", "demo=true").expect(0).out().lines()).hasSize(1);
    assertThat(rig.api().get("/secrets").expect(200).body()).doesNotContain("demo-");
    assertThat(home.process("demo-generator")).isEmpty();
    assertThat(home.process("demo-receiver")).isEmpty();
    assertThat(IntStream.range(port, port + 3)).allMatch(FreePorts::isFree);
    assertThat(Files.exists(home.secrets().resolve("demo-signing.key"))).isFalse();
    try (var admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", rig.platform().kafka()))) {
      assertThat(admin.listTopics().names().get()).noneMatch(topic -> topic.startsWith("demo."));
      assertThat(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get())
          .extracting(GroupListing::groupId)
          .noneMatch(group -> group.contains("demo."));
    }
  }

  @Test
  void demoWithoutAStackSaysWhatToDo(@TempDir Path nowhere) {
    var said = new Shell(nowhere, nowhere.resolve("home")).run("demo").expect(4);
    assertThat(said.err()).contains("./sequitur up");
    shell.run("demo", "--errors", "2").expect(2);
  }
}
