package stoa.support;

import java.nio.file.Path;
import java.sql.Connection;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/** Makes the jOOQ tables of src/jooq from a database that has run all migrations. */
public final class GenerateTables {
  private GenerateTables() {}

  public static void main(String[] args) throws Exception {
    try (var connection = TestDatabase.connect(TestDatabase.fresh())) {
      generate(connection, Path.of("src/jooq/java"));
    }
  }

  public static void generate(Connection connection, Path target) throws Exception {
    var tool = new GenerationTool();
    tool.setConnection(connection);
    tool.run(
        new Configuration()
            .withLogging(Logging.WARN)
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withInputSchema("public")
                            .withOutputSchemaToDefault(true)
                            .withExcludes("flyway_schema_history.*")
                            .withForcedTypes(
                                new ForcedType()
                                    .withName("INSTANT")
                                    .withIncludeTypes("timestamptz|timestamp with time zone")))
                    .withGenerate(
                        new Generate()
                            .withRecords(false)
                            .withDaos(false)
                            .withPojos(false)
                            .withIndexes(false)
                            .withDeprecated(false)
                            .withImplicitJoinPathsToOne(false)
                            .withImplicitJoinPathsToMany(false)
                            .withImplicitJoinPathsManyToMany(false)
                            .withGlobalCatalogReferences(false)
                            .withGlobalSchemaReferences(false)
                            .withJavadoc(false)
                            .withComments(false))
                    .withTarget(
                        new Target()
                            .withPackageName("stoa.schema")
                            .withDirectory(target.toString())
                            .withClean(true))));
  }
}
