package dev.sequitur.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gateway's own resources and routes.yaml say the same. */
class ResourcesTest {

  private static final List<Class<? extends Annotation>> METHODS =
      List.of(GET.class, POST.class, PUT.class, DELETE.class);

  @Test
  void eachResourceMethodHasItsRouteAndEachRouteItsMethod() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sequitur.gateway");
    var offered =
        classes.stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .flatMap(ResourcesTest::operation)
            .toList();
    var listed =
        RouteFile.read().stream()
            .filter(route -> route.owner() == Owner.GATEWAY && !route.path().startsWith("/q/"))
            .map(route -> route.method() + " " + route.path())
            .toList();
    assertThat(offered).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
  }

  private static Stream<String> operation(JavaMethod method) {
    return METHODS.stream()
        .filter(method::isAnnotatedWith)
        .map(verb -> verb.getSimpleName() + " " + path(method));
  }

  private static String path(JavaMethod method) {
    var base = method.getOwner().getAnnotationOfType(Path.class).value();
    var own =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    return own.isEmpty() ? base : base + (base.endsWith("/") ? "" : "/") + own;
  }
}
