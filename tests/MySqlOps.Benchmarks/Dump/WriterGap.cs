using System.Diagnostics;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>A writer that commits one row after another while something else runs, and the longest time between two of its commits: what an export's lock costs those who write.</summary>
/// <param name="Longest">The longest gap.</param>
/// <param name="Median">The usual gap, by which the longest is to be judged.</param>
/// <param name="Commits">How many commits there were.</param>
internal sealed record WriterGap(TimeSpan Longest, TimeSpan Median, int Commits)
{
    private const string Database = "writer_gap";

    /// <summary>Writes while work runs.</summary>
    /// <param name="server">The server; it gets a database of the writer's, which is dropped at the end.</param>
    /// <param name="work">The work; it begins when the writer has committed its first row.</param>
    /// <param name="cancellationToken">Ends the writing; the work must hear of it by itself.</param>
    public static async Task<WriterGap> MeasureAsync(MySqlServer server, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        await session.ExecuteAsync($"CREATE DATABASE {Database}", cancellationToken);
        try
        {
            await session.ExecuteAsync($"CREATE TABLE {Database}.tick (id BIGINT AUTO_INCREMENT PRIMARY KEY)", cancellationToken);
            await CommitAsync(session, cancellationToken);
            var gaps = new List<TimeSpan>();
            var running = work();
            var last = Stopwatch.GetTimestamp();
            while (!running.IsCompleted)
            {
                await CommitAsync(session, cancellationToken);
                var now = Stopwatch.GetTimestamp();
                gaps.Add(Stopwatch.GetElapsedTime(last, now));
                last = now;
            }

            await running;
            gaps.Sort();
            return gaps.Count == 0 ? throw new BenchmarkException("The work was over before the writer had committed once.") : new WriterGap(gaps[^1], gaps[gaps.Count / 2], gaps.Count);
        }
        finally
        {
            await session.ExecuteAsync($"DROP DATABASE {Database}", CancellationToken.None);
        }
    }

    private static Task<int> CommitAsync(Session session, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"INSERT INTO {Database}.tick VALUES ()", cancellationToken);
}
