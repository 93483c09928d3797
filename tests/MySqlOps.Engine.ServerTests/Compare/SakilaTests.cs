using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Compare.Rows;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare;

/// <summary>A schema as people have it, held against itself after a list of known edits.</summary>
public sealed class SakilaTests(RowsFixture servers) : IClassFixture<RowsFixture>
{
    private static readonly string[] Edits =
    [
        "ALTER TABLE actor DROP KEY idx_actor_last_name",
        "ALTER TABLE category ADD colour VARCHAR(20) NULL AFTER name",
        "ALTER TABLE customer MODIFY email VARCHAR(60) NULL",
        "ALTER TABLE payment DROP FOREIGN KEY fk_payment_rental",
        "ALTER TABLE payment ADD CONSTRAINT fk_payment_rental FOREIGN KEY (rental_id) REFERENCES rental (rental_id) ON DELETE CASCADE",
        "ALTER TABLE language COMMENT 'of films'",
        "CREATE TABLE notes (id INT PRIMARY KEY)",
        "DROP VIEW staff_list",
        "DROP TRIGGER upd_film",
        "DROP PROCEDURE film_in_stock",
        "CREATE OR REPLACE VIEW customer_list AS SELECT customer_id AS ID FROM customer",
        "SET @DISABLE_TRIGGERS = 1",
        "SET SESSION foreign_key_checks = 0",
        "UPDATE film SET rental_rate = 5.99 WHERE film_id = 7",
        "UPDATE address SET location = ST_GeomFromText('POINT(1 2)') WHERE address_id = 5",
        "DELETE FROM film_actor WHERE actor_id = 1 AND film_id = 1",
        "INSERT INTO country (country_id, country) VALUES (200, 'Atlantis')",
    ];

    private static readonly string[] Expected =
    [
        "DefinitionDiffers Table actor index idx_actor_last_name",
        "DefinitionDiffers Table category column colour",
        "DefinitionDiffers Table customer column email",
        "DefinitionDiffers Table language option COMMENT",
        "DefinitionDiffers Table payment foreign key fk_payment_rental",
        "DefinitionDiffers View customer_list definition",
        "MissingOnSource Table notes ",
        "MissingOnTarget Procedure film_in_stock ",
        "MissingOnTarget Trigger upd_film ",
        "MissingOnTarget View staff_list ",
        "RowDiffers Table address address_id = 5",
        "RowDiffers Table film film_id = 7",
        "RowExtra Table country country_id = 200",
        "RowMissing Table film_actor actor_id = 1, film_id = 1",
    ];

    [SampleFact("sakila")]
    public async Task KnownEditsAreFoundEachOnceAndPutRight()
    {
        foreach (var server in new[] { servers.Source.Server, servers.Target.Server })
        {
            foreach (var file in new[] { "sakila-mv-schema.sql", "sakila-mv-data.sql" })
                await Importer.ImportAsync(server, Path.Combine(SampleFactAttribute.Find("sakila"), file), new LoadOptions { RejectFolder = Path.GetTempPath() }, SilentObserver.Instance, CancellationToken.None);
        }

        var options = new CompareOptions { Selection = new() { Databases = ["sakila"] }, IgnoredColumns = ["last_update", "create_date", "payment_date", "rental_date"], Ignore = IgnoredProperty.AutoIncrement };
        Assert.Empty(await CompareAsync(options));
        await RunAsync(servers.Target.Server, Edits);

        var found = await CompareAsync(options);

        Assert.Equal(Expected, found.Select(static difference => $"{difference.Kind} {difference.ObjectType} {difference.Name} {difference.Property ?? difference.Key}").Order(StringComparer.Ordinal));
        var synchronizer = new Synchronizer(servers.Target.Server, new SyncOptions { AllowDestructive = true, TriggerAction = SyncTriggerAction.Drop }, SilentObserver.Instance, TimeProvider.System);
        await foreach (var step in synchronizer.ExecuteAsync(await synchronizer.PlanAsync(found, CancellationToken.None), CancellationToken.None))
            Assert.True(step.Status == SyncStatus.Applied, $"{step.Action}: {step.Status} {step.Message}");
        Assert.Empty(await CompareAsync(options));
    }

    private async Task<IReadOnlyList<MySqlDifference>> CompareAsync(CompareOptions options)
    {
        var comparer = new DatabaseComparer(ComparedSide.Of(servers.Source.Server), ComparedSide.Of(servers.Target.Server), options, SilentObserver.Instance, TimeProvider.System);
        var found = await comparer.CompareAsync(CancellationToken.None).ToListAsync();
        Assert.Empty(comparer.Comparison.Skipped);
        return found;
    }

    private static async Task RunAsync(MySqlServer server, IEnumerable<string> statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync("USE sakila", CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }
}
