package dev.sequitur.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Path folder;
  private final Path record;

  OwnProcessTest(@TempDir Path folder) {
    this.folder = folder;
    this.record = folder.resolve("run/part.json");
  }

  @Test
  void aStartedProcessIsFoundByItsRecordAndEndsWhenAsked() {
    OwnProcess started = OwnProcess.start(plan("sleep", "60"));

    OwnProcess found = OwnProcess.find(record).orElseThrow();
    assertThat(found.pid()).isEqualTo(started.pid());
    assertThat(found.port()).isEqualTo(4711);
    assertThat(found.stop(Signal.TERM, LONG)).isTrue();
    assertThat(found.alive()).isFalse();
    assertThat(record).doesNotExist();
  }

  @Test
  void whatAProcessWasToldIsFoundInItsRecord() {
    OwnProcess.start(plan("sleep", "60").telling("http://127.0.0.1:8081,http://127.0.0.1:8091"));

    OwnProcess found = OwnProcess.find(record).orElseThrow();
    assertThat(found.told()).isEqualTo("http://127.0.0.1:8081,http://127.0.0.1:8091");
    found.kill();
  }

  @Test
  void whatNoRecordCanHoldIsRefused() {
    assertThatThrownBy(() -> plan("sleep", "60").telling("\",\"pid\":1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theProcessIsTheProgramItselfInASessionOfItsOwn() throws IOException {
    OwnProcess started = OwnProcess.start(plan("sh", "-c", "exec cat /proc/self/stat"));
    Await.until(LONG, () -> !started.alive());

    String[] stat = Files.readString(folder.resolve("part.log")).split(" ");
    long session = Long.parseLong(stat[5]);
    assertThat(session).isEqualTo(started.pid());
  }

  @Test
  void aProcessThatDoesNotListenIsKilled() {
    OwnProcess deaf =
        OwnProcess.start(plan("sh", "-c", "trap '' TERM; echo deaf; sleep 60 & wait; sleep 60"));
    Await.until(LONG, () -> contains("deaf"));

    assertThat(deaf.stop(Signal.TERM, Duration.ofMillis(300))).isFalse();
    assertThat(deaf.alive()).isFalse();
  }

  @Test
  void aPausedProcessEndsInGoodOrderWhenAsked() {
    OwnProcess paused = OwnProcess.start(plan("sleep", "60"));
    paused.signal(Signal.STOP);

    assertThat(paused.stop(Signal.TERM, LONG)).isTrue();
  }

  @Test
  void aStrangerWithTheSamePidIsNeverTouched() throws IOException {
    long stranger = ProcessHandle.current().pid();
    Files.createDirectories(record.resolveSibling(""));
    Files.writeString(
        record,
        "{\"name\":\"part\",\"pid\":%d,\"start\":\"an earlier boot:1\",\"port\":1}"
            .formatted(stranger));

    assertThat(OwnProcess.find(record)).isEmpty();
    assertThat(record).doesNotExist();
  }

  @Test
  void aRecordThatWasHalfWrittenIsNoProcess() throws IOException {
    Files.createDirectories(record.resolveSibling(""));
    Files.writeString(record, "{\"name\":\"par");

    assertThat(OwnProcess.find(record)).isEmpty();
    assertThat(record).doesNotExist();
  }

  @Test
  void killedProcessesLeaveTheirRecordAndAreNotFound() {
    OwnProcess killed = OwnProcess.start(plan("sleep", "60"));

    killed.kill();

    assertThat(record).exists();
    assertThat(OwnProcess.find(record)).isEmpty();
  }

  private boolean contains(String text) {
    try {
      return Files.readString(folder.resolve("part.log")).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private ProcessPlan plan(String... command) {
    return new ProcessPlan(
        "part", 4711, List.of(command), Map.of(), folder.resolve("part.log"), record, Signal.TERM);
  }
}
