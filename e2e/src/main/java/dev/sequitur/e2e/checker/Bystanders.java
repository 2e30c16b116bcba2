package dev.sequitur.e2e.checker;

import java.util.List;
import java.util.Map;

/**
 * Those who are not on the way from event to effect, and have something to say of it.
 *
 * @param answers what forgers were answered, and all refusals
 * @param told rows of the inbox that is told of all that ends badly
 * @param counted what statistics say of each kind
 * @param documents each report in each format, as it was fetched
 */
public record Bystanders(
    List<Answer> answers, List<Told> told, Map<Kind, Counted> counted, List<Document> documents) {

  /**
   * A door's answer to an order.
   *
   * @param genuine false if it was signed by somebody who has no secret, or not at all
   */
  public record Answer(String order, boolean genuine, int status) {}

  /** A row of an inbox: which effect, and how it is said to have ended. */
  public record Told(String commandId, int generation, String outcome) {

    String cause() {
      return commandId + "/" + generation;
    }
  }

  /**
   * Sums over all hours.
   *
   * @param accepted events, by the statistics
   * @param indexed events, by the index
   */
  public record Counted(
      long accepted,
      long indexed,
      long matched,
      long succeeded,
      long failed,
      long unknown,
      long cancelled,
      long rejected) {

    /** Nothing. */
    public static final Counted NONE = new Counted(0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Counted and(Counted other) {
      return new Counted(
          accepted + other.accepted,
          indexed + other.indexed,
          matched + other.matched,
          succeeded + other.succeeded,
          failed + other.failed,
          unknown + other.unknown,
          cancelled + other.cancelled,
          rejected + other.rejected);
    }
  }

  /** The digest of a file of one range. */
  public record Document(String format, String digest) {}
}
