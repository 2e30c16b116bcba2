package dev.sequitur.rule.explain;

import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.rule.brake.BrakeAnswers;
import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.past.EventLog;
import dev.sequitur.rule.past.LogWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Explains a rule over a window of the log. */
@ApplicationScoped
class RuleExplanations {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_TYPES = 10;

  private final EventLog log;
  private final PublishedDefinitions definitions;
  private final RuleHistory history;
  private final BrakeAnswers brakes;

  RuleExplanations(
      EventLog log, PublishedDefinitions definitions, RuleHistory history, BrakeAnswers brakes) {
    this.brakes = brakes;
    this.log = log;
    this.definitions = definitions;
    this.history = history;
  }

  /**
   * Explains.
   *
   * @param asked with an end that has come
   * @param withValues whether whoever asks may see what is in events
   */
  RuleExplanation explain(
      String workspace, Definition rule, LogWindow.Asked asked, boolean withValues)
      throws InterruptedException {
    definitions.awaitCertainty(asked.to());
    try (var window = log.open("rule-explanation", asked)) {
      var extent = window.extent();
      var review =
          new Review(
              workspace, Timeline.of(history, workspace, rule.uid(), extent.from(), extent.to()));
      boolean complete = read(window, review);
      return view(workspace, rule, review, new Looked(window, complete, withValues));
    }
  }

  private record Looked(LogWindow window, boolean complete, boolean withValues) {}

  private static boolean read(LogWindow window, Review review) {
    var begun = System.nanoTime();
    while (window.next(review::look)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private RuleExplanation view(String workspace, Definition rule, Review review, Looked looked) {
    var extent = looked.window().extent();
    var events = review.events(looked.window().read());
    var changes =
        history.changes(workspace, rule.uid()).stream()
            .filter(change -> change.effectiveFrom().isBefore(extent.to()))
            .map(
                change ->
                    new RuleExplanation.Change(
                        change.effectiveFrom(), change.version(), change.state()))
            .toList();
    return new RuleExplanation(
        rule.draft().name(),
        rule.uid(),
        RuleExplanation.Window.of(extent, looked.complete()),
        events,
        review.matched(),
        review.stopped(),
        types(review.types()),
        review.misses().clauses(),
        review.misses().nearest().stream()
            .map(
                miss ->
                    new RuleExplanation.Miss(
                        miss.event(), PartView.of(miss.clause(), looked.withValues())))
            .toList(),
        review.samples().stream().map(RuleExplanations::sample).toList(),
        changes,
        Sayings.of(
            review,
            events,
            extent,
            brakes.braked(workspace, rule.uid(), extent.from(), extent.to())));
  }

  private static List<RuleExplanation.TypeCount> types(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_TYPES)
        .map(entry -> new RuleExplanation.TypeCount(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static RuleExplanation.Sample sample(Review.Judged judged) {
    var judgement = judged.judgement();
    return new RuleExplanation.Sample(
        judged.event().reference(), judgement.stop() == null, judgement.stop(), judgement.code());
  }
}
