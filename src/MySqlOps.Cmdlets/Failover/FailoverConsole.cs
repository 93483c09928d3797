using System.Management.Automation.Host;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Failover.Monitor;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>A monitor's live view in a console: draws it, and obeys keys.</summary>
/// <param name="board">Makes the lines.</param>
/// <param name="snapshot">How things are now.</param>
/// <param name="isColored">True for colours.</param>
/// <param name="pipeline">The way to the host.</param>
internal sealed class FailoverConsole(FailoverBoard board, Func<MonitorSnapshot> snapshot, bool isColored, Pipeline pipeline)
{
    /// <summary>How many events are kept for the log page.</summary>
    private const int Kept = 500;

    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<FailoverEvent> _events = [];
    private readonly WatchScreen _screen = new(isColored);

    /// <summary>Remembers an event.</summary>
    public void Hear(FailoverEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
            if (_events.Count > Kept)
                _events.RemoveAt(0);
        }
    }

    /// <summary>Draws until it is cancelled or Q is pressed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = new BoardState();
        for (var turn = 0; !state.IsQuit; turn++)
        {
            var (width, height, keys) = await pipeline.AskHostAsync(Look, (0, 0, [])).ConfigureAwait(false);
            foreach (var key in keys)
                state = state.Press(key.Character, key.VirtualKeyCode);
            if (height > 0 && (keys.Count > 0 || turn % 5 == 0))
                Draw(state, width, height);
            await Task.Delay(KeyInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Draws the last state, which stays on the screen.</summary>
    public async Task EndAsync()
    {
        var (width, height, _) = await pipeline.AskHostAsync(Look, (0, 0, [])).ConfigureAwait(false);
        if (height > 0)
            Draw(new BoardState(), width, height);
    }

    private void Draw(BoardState state, int width, int height)
    {
        FailoverEvent[] events;
        lock (_gate)
            events = [.. _events];
        pipeline.Draw(_screen.Frame(board.Write(snapshot(), events, state, width, height), width, height));
    }

    private static (int Width, int Height, IReadOnlyList<KeyInfo> Keys) Look(PSHost host)
    {
        try
        {
            var keys = new List<KeyInfo>();
            while (host.UI.RawUI.KeyAvailable)
                keys.Add(host.UI.RawUI.ReadKey(ReadKeyOptions.NoEcho | ReadKeyOptions.IncludeKeyDown));
            return (host.UI.RawUI.WindowSize.Width, host.UI.RawUI.WindowSize.Height, keys);
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException)
        {
            return (0, 0, []);
        }
    }
}
