using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>
/// A client that writes numbered rows one after another and follows the primary: it tries every server all the time, so that it finds a new primary within
/// milliseconds, and a server that hangs holds up nothing but its own session.
/// </summary>
internal sealed class FollowingWriter : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Acknowledgement> _acknowledgements = [];
    private Task _work = Task.CompletedTask;

    /// <summary>Begins beyond the rows of any writer before.</summary>
    private long _last = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>The rows that were acknowledged so far, in order.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledgements
    {
        get
        {
            lock (_lock)
                return [.. _acknowledgements];
        }
    }

    /// <summary>Begins, and waits for the first rows.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="pause">Between two rows; zero for full speed.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<FollowingWriter> StartAsync(IReadOnlyList<MySqlServer> servers, TimeSpan pause, CancellationToken cancellationToken)
    {
        var writer = new FollowingWriter();
        writer._work = Task.WhenAll(servers.Select(server => Task.Run(() => writer.WriteAsync(server with { ConnectTimeout = TimeSpan.FromSeconds(1) }, pause), CancellationToken.None)));
        await writer.AfterAsync(Stopwatch.GetTimestamp(), null, 20, cancellationToken);
        return writer;
    }

    /// <summary>Waits until so many rows more were acknowledged after a moment.</summary>
    /// <param name="moment">As of <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="except">The port of a server that does not count; null for none.</param>
    /// <param name="rows">How many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first of them.</returns>
    public async Task<Acknowledgement> AfterAsync(long moment, int? except, int rows, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            lock (_lock)
            {
                var index = _acknowledgements.FindIndex(row => row.At > moment && row.Port != except);
                if (index >= 0 && _acknowledgements.Count >= index + rows)
                    return _acknowledgements[index];
            }

            if (watch.Elapsed > Trio.Limit)
                throw new BenchmarkException("Nobody takes writes any more.");
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>The longest time between two acknowledgements from a moment on.</summary>
    public TimeSpan LongestGap(long from)
    {
        var times = Acknowledgements.Select(static row => row.At).Where(at => at >= from).ToArray();
        return times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).Max();
    }

    /// <summary>Acknowledged rows that a server lacks.</summary>
    public async Task<IReadOnlyList<Acknowledgement>> MissingAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        var present = (await session.QueryAsync("SELECT n FROM app.w", cancellationToken)).Select(static row => row.Int64("n")).ToHashSet();
        return [.. Acknowledgements.Where(row => !present.Contains(row.Number))];
    }

    /// <summary>Ends the writing. A commit that waits for an acknowledgement hears of no cancellation, and is left behind.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_work, Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_work.IsCompleted)
            _stop.Dispose();
    }

    private async Task WriteAsync(MySqlServer server, TimeSpan pause)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var session = await Session.OpenAsync(server, _stop.Token);
                await WriteAsync(session, server.Port, pause);
            }
            catch (MySqlOpsException)
            {
                await Task.Delay(Retry, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // Nobody wants more.
            }
        }
    }

    private async Task WriteAsync(Session session, int port, TimeSpan pause)
    {
        while (true)
        {
            var number = Interlocked.Increment(ref _last);
            var rest = pause;
            try
            {
                await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO app.w VALUES ({number})"), _stop.Token);
                lock (_lock)
                    _acknowledgements.Add(new Acknowledgement(number, port, Stopwatch.GetTimestamp()));
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.OptionPreventsStatement)
            {
                // It is read-only, so that another one is the primary, or nobody.
                rest = Retry;
            }

            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _stop.Token);
        }
    }
}
