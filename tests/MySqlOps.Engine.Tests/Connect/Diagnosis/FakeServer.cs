using System.Net;
using System.Net.Sockets;
using System.Text;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Tests.Connect.Diagnosis;

/// <summary>Something that listens on loopback and is no MySQL server, or one that is in a bad way.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _talk;
    private readonly Task _accepting;

    private FakeServer(Func<NetworkStream, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public MySqlServer Address => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        User = "someone",
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Hangs up as soon as somebody comes.</summary>
    public static FakeServer HangingUp() => new((_, _) => Task.CompletedTask);

    /// <summary>Lets come who will, and says nothing.</summary>
    public static FakeServer Silent() => new((stream, token) => ListenAsync(stream, token));

    /// <summary>Says the bytes to all who come and hangs up.</summary>
    public static FakeServer SayingAndHangingUp(byte[] bytes) => new((stream, token) => stream.WriteAsync(bytes, token).AsTask());

    /// <summary>Says the bytes to all who come and then only listens.</summary>
    public static FakeServer Saying(byte[] bytes) => new(async (stream, token) =>
    {
        await stream.WriteAsync(bytes, token);
        await ListenAsync(stream, token);
    });

    /// <summary>Says the first bytes, awaits a packet, says the second bytes and then only listens.</summary>
    public static FakeServer Conversing(byte[] first, byte[] second) => new(async (stream, token) =>
    {
        await stream.WriteAsync(first, token);
        _ = await stream.ReadAsync(new byte[4096], token);
        await stream.WriteAsync(second, token);
        await ListenAsync(stream, token);
    });

    /// <summary>Turns all who come away with an error packet.</summary>
    /// <param name="number">The error's number.</param>
    /// <param name="message">Its message, with <c>#</c> and the SQLSTATE before it in the protocol's newer form.</param>
    public static FakeServer TurningAway(int number, string message)
    {
        byte[] payload = [0xFF, (byte)number, (byte)(number >> 8), .. Encoding.UTF8.GetBytes(message)];
        return Saying([(byte)payload.Length, 0, 0, 0, .. payload]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task ListenAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private async Task AcceptAsync()
    {
        var guests = new List<Task>();
        try
        {
            while (true)
                guests.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(guests);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _talk(client.GetStream(), _stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The guest has gone, or the test is over.
            }
        }
    }
}
