package dev.sequitur.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortHolderTest {

  private static final List<String> TABLE =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
          "   0: 0100007F:1F90 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000     0        0 111 1",
          "   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1");

  @Test
  void theListenerIsFoundNotAConnection() {
    assertThat(PortHolder.listeningInode(TABLE, 8080)).contains("222");
    assertThat(PortHolder.listeningInode(TABLE, 8081)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoListensIsFound() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.of(socket.getLocalPort()).map(PortHolder::pid))
          .contains(ProcessHandle.current().pid());
    }
  }

  @Test
  void partsOfAnotherSequiturAreKnownByTheirHome() {
    assertThat(home("java -Xmx192m -Dsequitur.home=/home/a/.sequitur -jar x.jar"))
        .contains("/home/a/.sequitur");
    assertThat(
            home(
                "/home/a/.sequitur/programs/p/bin/postgres -D /home/a/.sequitur/data/postgres/data"))
        .contains("/home/a/.sequitur");
    assertThat(
            home(
                "java -Dlog4j2.configurationFile=/home/a/.sequitur/data/kafka/log4j2.properties kafka.Kafka"))
        .contains("/home/a/.sequitur");
    assertThat(home("postgres -D /var/lib/postgresql/18/main")).isEmpty();
  }

  @Test
  void theMessageNamesPortPartHolderAndRemedy() {
    PortHolder stranger = new PortHolder(7, "python3 -m http.server");
    assertThat(message(Optional.of(stranger), Optional.empty()))
        .isEqualTo(
            "Port 8082, which rule-service needs, is in use by process 7 (python3 -m http.server):"
                + " end it, or choose another port with --rule-port or --port-base.");

    PortHolder other = new PortHolder(7, "java -Dsequitur.home=/b -jar x.jar");
    assertThat(message(Optional.of(other), Optional.empty()))
        .contains("another Sequitur (/b)", "SEQUITUR_HOME=/b ./sequitur down");

    assertThat(message(Optional.of(other), Optional.of("gateway")))
        .contains("our own gateway", "./sequitur down first");
    assertThat(message(Optional.empty(), Optional.empty())).contains("another program");
  }

  private static String message(Optional<PortHolder> holder, Optional<String> ours) {
    return PortCheck.message("rule-service", 8082, holder, ours);
  }

  private static Optional<String> home(String command) {
    return new PortHolder(1, command).sequiturHome();
  }
}
