using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Sessions that write to a table without pause: they insert, delete, change other columns, and change keys.</summary>
internal sealed class WriteLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _writers = [];
    private long _statements;

    /// <summary>The rows of the table; those of negative id nobody touches.</summary>
    public const string Table =
        """
        CREATE TABLE t (id INT PRIMARY KEY, n INT, flag TINYINT, v VARCHAR(30));
        INSERT INTO t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i, i, 0, CONCAT('row ', i) FROM n;
        INSERT INTO t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT -i, i, 0, CONCAT('still ', i) FROM n;
        CREATE TABLE nokey (n INT, flag TINYINT);
        INSERT INTO nokey SELECT n % 7, 0 FROM t WHERE id BETWEEN 1 AND 60;
        """;

    /// <summary>How many statements were run.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    /// <summary>Begins.</summary>
    public static WriteLoad Start(MySqlServer server, int writers)
    {
        var load = new WriteLoad();
        for (var i = 0; i < writers; i++)
            load._writers.Add(Task.Run(() => load.WriteAsync(server, new Random(i))));
        return load;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_writers);
        _stop.Dispose();
    }

    private async Task WriteAsync(MySqlServer server, Random random)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        while (!_stop.IsCancellationRequested)
        {
            var (id, other) = (Number(random.Next(1, 1200)), Number(random.Next(1, 1200)));
            var statement = random.Next(6) switch
            {
                0 => $"INSERT IGNORE INTO {RowScene.Database}.t VALUES ({id}, 0, 0, 'new')",
                1 => $"DELETE FROM {RowScene.Database}.t WHERE id = {id}",
                2 => $"UPDATE IGNORE {RowScene.Database}.t SET id = {other} WHERE id = {id}",
                3 => $"UPDATE {RowScene.Database}.t SET flag = 1 - flag WHERE id BETWEEN {id} AND {id} + 3",
                4 => $"UPDATE {RowScene.Database}.nokey SET flag = 1 - flag WHERE n = {random.Next(7)} LIMIT 3",
                _ => $"UPDATE {RowScene.Database}.t SET n = n + 1 WHERE id BETWEEN {id} AND {id} + 20",
            };
            try
            {
                await session.ExecuteAsync(statement, CancellationToken.None);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.Deadlock)
            {
                // The writers may well stand in each other's way.
            }

            Interlocked.Increment(ref _statements);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
