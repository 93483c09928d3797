using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Failover.Switchover;

/// <summary>A program that writes at full speed to whichever server takes it, and remembers what was acknowledged.</summary>
internal sealed class RowWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _work = Task.CompletedTask;
    private long _acknowledged;

    /// <summary>How many rows were acknowledged: those with n from 1 to this.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>The longest time between two acknowledgements.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Begins, and waits for the first hundred rows.</summary>
    public static async Task<RowWriter> StartAsync(IReadOnlyList<MySqlServer> servers)
    {
        var writer = new RowWriter();
        writer._work = Task.Run(() => writer.WriteAsync(servers));
        await Task.WhenAny(writer._begun.Task, writer._work);
        return writer;
    }

    /// <summary>Waits for some more acknowledged rows.</summary>
    public async Task AwaitMoreAsync(int rows)
    {
        var goal = Acknowledged + rows;
        var watch = Stopwatch.StartNew();
        while (Acknowledged < goal)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The writer can't write any more.");
            await Task.Yield();
        }
    }

    /// <summary>Ends.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync(IReadOnlyList<MySqlServer> servers)
    {
        var at = 0;
        var last = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            await using var session = await Session.OpenAsync(servers[at], CancellationToken.None);
            try
            {
                while (!_stop.IsCancellationRequested)
                {
                    await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO app.w (n) VALUES ({Acknowledged + 1})"), CancellationToken.None);
                    var gap = Stopwatch.GetElapsedTime(last);
                    LongestGap = gap > LongestGap && Acknowledged > 0 ? gap : LongestGap;
                    last = Stopwatch.GetTimestamp();
                    if (Interlocked.Increment(ref _acknowledged) == 100)
                        _begun.TrySetResult();
                }
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.OptionPreventsStatement)
            {
                // It is read-only, so another one is the primary, or soon will be.
                at = (at + 1) % servers.Count;
            }
        }
    }
}
