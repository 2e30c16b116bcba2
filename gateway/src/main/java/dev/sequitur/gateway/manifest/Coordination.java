package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.route.Owner;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Applies a bundle: every owner is asked first, with the whole bundle as context; only if all
 * accept, each stores its part in one transaction of its own. It is not atomic across owners, and
 * where that shows the answer says so; applying again is harmless.
 */
@ApplicationScoped
class Coordination {

  private static final Comparator<OwnerAnswer.Result> BY_INDEX =
      Comparator.comparingInt(OwnerAnswer.Result::index);

  private final OwnerClient client;

  Coordination(OwnerClient client) {
    this.client = client;
  }

  /** A bundle on its way. */
  record Bundle(List<JsonNode> documents, Parts parts, OwnerClient.Caller caller) {

    /** What owners are shown of the whole; what is no manifest at all refers to nothing. */
    List<JsonNode> context() {
      return documents.stream().filter(JsonNode::isObject).toList();
    }
  }

  /**
   * Checks, then stores.
   *
   * @return what became of each document, in the bundle's order
   * @throws Problem VALIDATION_FAILED with all errors of all owners
   */
  List<OwnerAnswer.Result> apply(Bundle bundle, boolean dryRun, boolean publish) {
    var checked = check(bundle, publish);
    return dryRun ? checked : warned(store(bundle, publish), checked);
  }

  /** Owners look for what people should know once, before anything is stored. */
  private static List<OwnerAnswer.Result> warned(
      List<OwnerAnswer.Result> stored, List<OwnerAnswer.Result> checked) {
    var warnings = new HashMap<Integer, List<Violation>>();
    checked.forEach(
        one -> {
          if (one.warnings() != null) {
            warnings.put(one.index(), one.warnings());
          }
        });
    return stored.stream().map(one -> one.warned(warnings.get(one.index()))).toList();
  }

  private List<OwnerAnswer.Result> check(Bundle bundle, boolean publish) {
    var query = "dryRun=true&publish=" + publish;
    var owners = bundle.parts().owners();
    var asked = owners.stream().map(owner -> ask(bundle, owner, query)).toList();
    var answers = asked.stream().map(Coordination::await).toList();
    for (var index = 0; index < owners.size(); index++) {
      requireCheckable(owners.get(index), answers.get(index));
    }
    var errors = new ArrayList<>(bundle.parts().errors());
    answers.forEach(answer -> errors.addAll(answer.errors()));
    if (!errors.isEmpty() || answers.stream().anyMatch(answer -> !answer.isAccepted())) {
      throw CommonProblem.VALIDATION_FAILED.with("Nothing was stored.", errors);
    }
    return inOrder(answers);
  }

  /** One owner after the other, so that at most one part can be in doubt. */
  private List<OwnerAnswer.Result> store(Bundle bundle, boolean publish) {
    var stored = new ArrayList<OwnerAnswer>();
    var storedAt = new ArrayList<Owner>();
    for (var owner : bundle.parts().owners()) {
      var answer = await(ask(bundle, owner, "dryRun=false&publish=" + publish));
      if (!answer.isAccepted()) {
        throw refusal(storedAt, owner, answer);
      }
      stored.add(answer);
      storedAt.add(owner);
    }
    return inOrder(stored);
  }

  private Future<OwnerAnswer> ask(Bundle bundle, Owner owner, String query) {
    return client.ask(owner, bundle.parts().of(owner), bundle.context(), query, bundle.caller());
  }

  private static void requireCheckable(Owner owner, OwnerAnswer answer) {
    if (answer.status() == 403) {
      throw CommonProblem.FORBIDDEN.with("Your role does not allow this at " + name(owner) + ".");
    }
    if (answer.status() != 200 && answer.status() != 422) {
      throw CommonProblem.UNAVAILABLE.with(
          name(owner) + " cannot check its part now. Nothing was stored.");
    }
  }

  private static Problem refusal(List<Owner> storedAt, Owner owner, OwnerAnswer answer) {
    var errors = new ArrayList<Violation>(answer.errors());
    if (storedAt.isEmpty()) {
      // Whether an owner that did not answer has stored its part cannot be known.
      var doubt = answer.status() == 0 ? "It is not known whether " : "Nothing was stored: ";
      var what = answer.status() == 0 ? " stored its part; apply again." : " refused its part.";
      ProblemCode code =
          answer.status() == 422 ? CommonProblem.VALIDATION_FAILED : CommonProblem.UNAVAILABLE;
      return code.with(doubt + name(owner) + what, errors);
    }
    var names = storedAt.stream().map(Coordination::name).collect(Collectors.joining(", "));
    return GatewayProblem.MANIFESTS_PARTLY_APPLIED.with(
        "Stored by " + names + ", not by " + name(owner) + ". Applying again is harmless.", errors);
  }

  private static List<OwnerAnswer.Result> inOrder(List<OwnerAnswer> answers) {
    return answers.stream()
        .flatMap(answer -> answer.documents().stream())
        .sorted(BY_INDEX)
        .toList();
  }

  private static OwnerAnswer await(Future<OwnerAnswer> answer) {
    return answer.toCompletionStage().toCompletableFuture().join();
  }

  private static String name(Owner owner) {
    return owner.name().toLowerCase(Locale.ROOT) + "-service";
  }
}
