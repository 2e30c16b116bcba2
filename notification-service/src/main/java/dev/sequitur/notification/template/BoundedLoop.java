package dev.sequitur.notification.template;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Qute's loop, over lists alone: Qute's own would also count to any number that a template names.
 * All turns of one rendering together are bounded, those of loops within loops too.
 */
final class BoundedLoop implements SectionHelperFactory<SectionHelper> {

  /** Attribute of a rendering: how many turns were made. */
  static final String TURNS = "turns";

  static final int MOST_TURNS = 500;

  private final LoopSectionHelper.Factory loops = new LoopSectionHelper.Factory();

  @Override
  public List<String> getDefaultAliases() {
    return loops.getDefaultAliases();
  }

  @Override
  public ParametersInfo getParameters() {
    return loops.getParameters();
  }

  @Override
  public List<String> getBlockLabels() {
    return loops.getBlockLabels();
  }

  @Override
  public Scope initializeBlock(Scope outer, BlockInfo block) {
    return loops.initializeBlock(outer, block);
  }

  @Override
  public SectionHelper initialize(SectionInitContext context) {
    return new Bounded(loops.initialize(context), context.getExpression("iterable"));
  }

  private record Bounded(LoopSectionHelper loop, Expression over) implements SectionHelper {

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
      return context
          .evaluate(over)
          .thenCompose(
              value -> {
                var wrong = wrong(value, context);
                return wrong == null
                    ? loop.resolve(context)
                    : CompletedStage.failure(new TemplateException(over.getOrigin(), wrong));
              });
    }

    private static @Nullable String wrong(
        @Nullable Object value, SectionResolutionContext context) {
      if (!(value instanceof List<?> list)) {
        return "a loop goes over a list";
      }
      var turns = (AtomicInteger) context.resolutionContext().getAttribute(TURNS);
      return turns.addAndGet(list.size()) > MOST_TURNS
          ? "more than " + MOST_TURNS + " turns of loops"
          : null;
    }
  }
}
