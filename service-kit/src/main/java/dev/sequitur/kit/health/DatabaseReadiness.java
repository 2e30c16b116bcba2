package dev.sequitur.kit.health;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the database answers. A service that must accept events without it only reports it:
 * {@code sequitur.health.database-required=false}.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

  private final AgroalDataSource source;
  private final boolean required;

  DatabaseReadiness(
      @DataSource("path") AgroalDataSource source,
      @ConfigProperty(name = "sequitur.health.database-required") boolean required) {
    this.source = source;
    this.required = required;
  }

  @Override
  public HealthCheckResponse call() {
    var answers = answers();
    return HealthCheckResponse.named("database")
        .status(answers || !required)
        .withData("answers", answers)
        .build();
  }

  private boolean answers() {
    try (var connection = source.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }
}
