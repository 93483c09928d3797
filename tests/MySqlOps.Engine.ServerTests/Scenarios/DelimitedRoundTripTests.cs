using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Delimited;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Files for other programs, which our own import must read back to the same rows.</summary>
public sealed class DelimitedRoundTripTests(RoundTripFixture servers) : IClassFixture<RoundTripFixture>
{
    private const string Schema =
        """
        CREATE DATABASE rt; USE rt;
        CREATE TABLE t (id BIGINT UNSIGNED PRIMARY KEY, f FLOAT, d DECIMAL(10,3), z INT(8) ZEROFILL, b BIT(12), t VARCHAR(100), l VARCHAR(50) CHARACTER SET latin1, u VARCHAR(20) CHARACTER SET utf16,
          j JSON, bl BLOB, p POINT, v VECTOR(2), e ENUM('a','b'), s SET('x','y'), dt DATETIME(6), tm TIME(3), y YEAR, g BIGINT UNSIGNED AS (id + 1) STORED);
        """;

    private const string Rows =
        """
        USE rt;
        INSERT INTO t (id, f, d, z, b, t, l, u, j, bl, p, v, e, s, dt, tm, y) VALUES
        (18446744073709551614, 1.2345681, -12.500, 42, b'101010101010', 'comma, "quote" \t tab \n line \r return \\ slash ''', 'ä', '€', '{"a": [1, null, "x,y"]}', x'00FF0A0D5C2C22', ST_GeomFromText('POINT(1 2)'),
          STRING_TO_VECTOR('[1.5,-2]'), 'b', 'x,y', '2024-02-29 12:00:00.123456', '-838:59:59', 2024),
        (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (2, 0, 0, 0, 0, '', '', '', '[]', '', NULL, NULL, 'a', '', '1000-01-01', '0', 1901),
        (3, 16777216, 0.001, 1, 1, '\\N', 'NULL', 'x', '"\\\\N"', 'abc', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        """;

    [Theory]
    [InlineData(ExportFormat.Csv, DelimitedFormat.Csv, ".csv")]
    [InlineData(ExportFormat.Tsv, DelimitedFormat.Tsv, ".tsv")]
    [InlineData(ExportFormat.Json, DelimitedFormat.Json, ".jsonl")]
    public async Task FileComesBackToTheSameRows(ExportFormat format, DelimitedFormat read, string ending)
    {
        await servers.ResetAsync();
        await RoundTripFixture.RunScriptAsync(servers.Source, Schema + Rows);
        await RoundTripFixture.RunScriptAsync(servers.Target, Schema);
        var folder = servers.NewPath("");
        var export = await Exporter.ExportAsync(servers.Source.Server, new ExportOptions { Path = folder, Format = format, ThreadCount = 2 }, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal((4, 1), (export.Rows, export.Files));
        var importer = new DelimitedImporter(servers.Target.Server, SilentObserver.Instance, TimeProvider.System);
        var (loader, source) = await importer.OpenAsync(
            Path.Combine(folder, $"rt.t{ending}"),
            new ObjectName("rt", "t"),
            new DelimitedLoadOptions { File = new DelimitedOptions { Format = read } },
            new LoadOptions { RejectFolder = servers.NewPath("-rejects") },
            CancellationToken.None);
        await using (source)
            await loader.LoadAsync(await loader.PlanAsync(CancellationToken.None), CancellationToken.None);
        ServerPicture.AssertSame(await ServerPicture.TakeAsync(servers.Source.Server), await ServerPicture.TakeAsync(servers.Target.Server));
    }
}
