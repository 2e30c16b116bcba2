package dev.sequitur.e2e;

import static java.util.Objects.requireNonNull;

import dev.sequitur.e2e.rig.Rig;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One whole Sequitur for all end-to-end tests, started with the first and ended after the last. */
class SharedRig implements ParameterResolver {

  private static final class Held implements AutoCloseable {
    final Rig rig = Rig.start();
    final RecordingTarget target = new RecordingTarget();

    @Override
    public void close() {
      target.close();
      rig.close();
    }
  }

  static {
    // At once, then ever less often: most of what is waited for takes milliseconds.
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval((asked, _) -> Duration.ofMillis(Math.min(20L * asked, 100)));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Rig.class || type == RecordingTarget.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var held =
        requireNonNull(
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedRig.class))
                .getOrComputeIfAbsent(Held.class, _ -> new Held(), Held.class));
    return parameter.getParameter().getType() == Rig.class ? held.rig : held.target;
  }
}
