package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import dev.sequitur.local.broker.BrokerInstallation;
import dev.sequitur.local.broker.BrokerProbe;
import dev.sequitur.local.process.ProcessPlan;
import java.util.List;

/** The Kafka broker. */
record BrokerPart(Repository repository, Home home, int port) implements Part {

  @Override
  public String name() {
    return Ports.BROKER;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port, installation().controllerPort());
  }

  @Override
  public void prepare() {
    installation().prepare(repository);
  }

  @Override
  public ProcessPlan plan() {
    return installation().plan(repository, home.log(name()), home.record(name()));
  }

  @Override
  public boolean ready() {
    return BrokerProbe.answers("127.0.0.1", port);
  }

  private BrokerInstallation installation() {
    return new BrokerInstallation(home.data().resolve("kafka"), port);
  }
}
