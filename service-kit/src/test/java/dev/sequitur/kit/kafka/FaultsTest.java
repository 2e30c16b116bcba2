package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.database.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry for ever or quarantine: a wrong answer either wedges a partition or throws records out. */
class FaultsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "58030", "25006", "28P01",
        "3D000", "3F000", "0A000", "26000", "42P01", "42703"
      })
  void statesThatAreNoFaultOfTheRecordPass(String state) {
    assertThat(Faults.isTransient(new DatabaseException(new SQLException("fault", state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P05", "23505", "23502", "42501", "42601", "22001"})
  void statesThatTheRecordBringsAboutDoNotPass(String state) {
    assertThat(Faults.isTransient(new DatabaseException(new SQLException("fault", state))))
        .isFalse();
  }

  static Stream<Throwable> passing() {
    return Stream.of(
        new SQLException("the pool's own time-out"),
        new CompletionException(new TimeoutException()),
        new UncheckedIOException(new ConnectException("refused")),
        new org.apache.kafka.common.errors.TimeoutException(),
        new OutOfOrderSequenceException("a batch before it was lost"),
        new KafkaException("closed"),
        new IllegalStateException(new TransientFaultException("later")));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void faultsOfTheSurroundingsPass(Throwable fault) {
    assertThat(Faults.isTransient(fault)).isTrue();
  }

  static Stream<Throwable> lasting() {
    return Stream.of(
        new UnreadableException("no such record", new IOException("end of input")),
        new UncheckedIOException(new JsonParseException(null, "no JSON")),
        new RecordTooLargeException("3 MB"),
        new NullPointerException(),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void faultsOfTheRecordDoNotPass(Throwable fault) {
    assertThat(Faults.isTransient(fault)).isFalse();
  }
}
