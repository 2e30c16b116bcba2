package dev.sequitur.reporting.report;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.query.Freshness;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Announcement;
import dev.sequitur.reporting.report.domain.Mail;
import dev.sequitur.reporting.report.domain.ReportData;
import dev.sequitur.reporting.report.domain.ReportSpec;
import dev.sequitur.reporting.report.domain.SpecReader;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports that wait, one after the other, on any replica. A report is made once all that
 * happened in its range is known, and of one state of all tables: what it says and the positions on
 * the log belong together. That it is made, and the mail with it, are said with its transaction.
 */
@ApplicationScoped
class ReportMaker {

  private static final Logger LOG = Logger.getLogger(ReportMaker.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final String ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  private final PathDatabase database;
  private final Composer composer;
  private final Delivering delivering;
  private final Freshness freshness;
  private final ReportingConfig config;

  ReportMaker(
      PathDatabase database,
      Composer composer,
      Delivering delivering,
      Freshness freshness,
      ReportingConfig config) {
    this.database = database;
    this.composer = composer;
    this.delivering = delivering;
    this.freshness = freshness;
    this.config = config;
  }

  /** Makes all that can be made now. */
  @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void make() {
    var known = freshness.knownUntil();
    try {
      while (known != null && makeNext(known)) {
        LOG.debug("a report was made");
      }
    } catch (DatabaseException e) {
      // It still waits, and is tried again in a second.
      LOG.warnf("a report could not be made now: %s", e.toString());
    }
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void purge() {
    database.run(
        transaction -> ReportQueue.purge(transaction.connection(), config.reportRetention()));
  }

  private boolean makeNext(Instant known) {
    var at = new AtomicReference<ReportQueue.@Nullable Ticket>();
    try {
      return database.<Boolean>transact(transaction -> makeNext(transaction, known, at));
    } catch (RuntimeException e) {
      var ticket = at.get();
      if (ticket == null || Faults.isTransient(e)) {
        throw e;
      }
      // The others behind it are made meanwhile.
      LOG.errorf(e, "report %s cannot be made", ticket.id());
      database.run(transaction -> failed(transaction, ticket));
      return true;
    }
  }

  private boolean makeNext(
      Transaction transaction, Instant known, AtomicReference<ReportQueue.@Nullable Ticket> at)
      throws SQLException {
    try (var statement = transaction.connection().createStatement()) {
      statement.execute(ONE_STATE);
    }
    var locked = ReportQueue.next(transaction.connection(), known);
    at.set(locked);
    if (locked == null) {
      return false;
    }
    var ticket = ReportQueue.read(transaction.connection(), locked);
    at.set(ticket);
    var waiting = Objects.requireNonNull(ticket.waiting());
    var spec = SpecReader.read(waiting.template().spec()).spec();
    if (spec == null) {
      // Published by a version that knows more than this one.
      giveUp(transaction, ticket, "its definition cannot be read");
    } else {
      make(transaction, waiting, spec);
    }
    return true;
  }

  private void make(Transaction transaction, ReportQueue.Waiting waiting, ReportSpec spec)
      throws SQLException {
    var connection = transaction.connection();
    var report = composer.data(connection, order(waiting, spec));
    var data = Rows.json(report);
    var digest = digest(data);
    var subject = waiting.subject();
    if (subject != null) {
      transaction.say(Announcement.made(subject, report, digest, data.length()).message());
    }
    var delivery = delivered(transaction, subject, spec, report);
    var hasRun = delivery != null && delivery != Delivering.State.EMPTY;
    var run = hasRun && subject != null ? Mail.run(subject) : null;
    var positions = composer.positions(connection);
    ReportQueue.made(
        connection, waiting.id(), new ReportQueue.Result(positions, digest, data, delivery, run));
  }

  private Delivering.@Nullable State delivered(
      Transaction transaction,
      Announcement.@Nullable Subject subject,
      ReportSpec spec,
      ReportData report) {
    var delivery = spec.occasion().delivery();
    return subject == null || delivery == null
        ? null
        : delivering.order(transaction, subject, delivery, report);
  }

  private static Composer.Order order(ReportQueue.Waiting waiting, ReportSpec spec) {
    return new Composer.Order(
        waiting.workspace(),
        waiting.template().name(),
        waiting.template().version(),
        spec,
        waiting.range(),
        waiting.parameters());
  }

  private static void failed(Transaction transaction, ReportQueue.Ticket ticket)
      throws SQLException {
    if (ticket.attempts() + 1 >= MOST_ATTEMPTS) {
      giveUp(transaction, ticket, "it could not be made, " + MOST_ATTEMPTS + " times");
    } else {
      var pause = PAUSE.multipliedBy(ticket.attempts() + 1L);
      ReportQueue.retry(transaction.connection(), ticket, "it is tried again", pause);
    }
  }

  private static void giveUp(Transaction transaction, ReportQueue.Ticket ticket, String failure)
      throws SQLException {
    var subject = ticket.waiting() == null ? null : ticket.waiting().subject();
    if (ReportQueue.failed(transaction.connection(), ticket, failure) && subject != null) {
      transaction.say(Announcement.failed(subject, failure).message());
    }
  }

  private static String digest(String data) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has it", e);
    }
  }
}
