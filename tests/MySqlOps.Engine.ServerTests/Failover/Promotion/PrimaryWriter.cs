using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>A program that writes rows 1, 2, 3... to one server until that is gone, and remembers how many were acknowledged.</summary>
internal sealed class PrimaryWriter(MySqlServer server) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _work = Task.CompletedTask;
    private long _acknowledged;

    /// <summary>How many rows were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Begins, and waits for the first rows.</summary>
    public static async Task<PrimaryWriter> StartAsync(MySqlServer server)
    {
        var writer = new PrimaryWriter(server);
        writer._work = Task.Run(writer.WriteAsync);
        await writer._begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return writer;
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            await using var session = await Session.OpenAsync(server, CancellationToken.None);
            while (!_stop.IsCancellationRequested)
            {
                await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO app.w (n) VALUES ({Acknowledged + 1})"), _stop.Token);
                if (Interlocked.Increment(ref _acknowledged) == 50)
                    _begun.TrySetResult();
            }
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            // The server is gone, or nobody wants more.
        }
    }
}
