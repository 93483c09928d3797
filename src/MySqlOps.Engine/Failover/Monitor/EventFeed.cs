using System.Collections.Concurrent;
using System.Threading.Channels;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor says, in the order in which it was said. Whoever listens slowly holds nobody up.</summary>
internal sealed class EventFeed(MySqlServer primary, TimeProvider time)
{
    private readonly Channel<FailoverEvent> _channel = Channel.CreateUnbounded<FailoverEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(FailoverEventKind Kind, string Endpoint), string> _said = new();
    private volatile MySqlServer _primary = primary;
    private volatile PrimaryDiagnosis? _diagnosis;

    /// <summary>The primary that is watched.</summary>
    public MySqlServer Primary
    {
        get => _primary;
        set => _primary = value;
    }

    /// <summary>The newest look; null before the first.</summary>
    public PrimaryDiagnosis? Diagnosis
    {
        get => _diagnosis;
        set => _diagnosis = value;
    }

    /// <summary>The events, until the monitor ends.</summary>
    public IAsyncEnumerable<FailoverEvent> Events => _channel.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Says something.</summary>
    public void Say(FailoverEventKind kind, MySqlServer server, string message) => Say(Make(kind, server, message));

    /// <summary>Says something that was made by <see cref="Make"/>.</summary>
    public void Say(FailoverEvent said)
    {
        _said[(said.Kind, said.Server.Endpoint)] = said.Message;
        _channel.Writer.TryWrite(said);
    }

    /// <summary>Says something unless it is what was last said of that kind about that server.</summary>
    public void SayOnChange(FailoverEventKind kind, MySqlServer server, string message) => SayOnChange(Make(kind, server, message));

    /// <summary>The same for what was made by <see cref="Make"/>.</summary>
    public void SayOnChange(FailoverEvent said)
    {
        if (!_said.TryGetValue((said.Kind, said.Server.Endpoint), out var last) || last != said.Message)
            Say(said);
    }

    /// <summary>Lets the next word of a kind be said, whatever was said before.</summary>
    public void Forget(params ReadOnlySpan<FailoverEventKind> kinds)
    {
        foreach (var key in _said.Keys)
        {
            if (kinds.Contains(key.Kind))
                _said.TryRemove(key, out _);
        }
    }

    /// <summary>The same for one server.</summary>
    public void ForgetOf(FailoverEventKind kind, MySqlServer server) => _said.TryRemove((kind, server.Endpoint), out _);

    /// <summary>An event of now.</summary>
    public FailoverEvent Make(FailoverEventKind kind, MySqlServer server, string message) => new()
    {
        Server = server,
        Kind = kind,
        At = time.GetUtcNow(),
        Message = message,
        Primary = Primary,
        Verdict = Diagnosis?.Verdict,
    };

    /// <summary>Says that no more will be said.</summary>
    public void Complete() => _channel.Writer.TryComplete();
}
