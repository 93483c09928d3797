using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Tests.Dump.Rows;

/// <summary>Keeps what an encoder hands on, and where it said that something was whole.</summary>
internal sealed class RememberedOutput : IRowOutput
{
    private readonly MemoryStream _bytes = new();

    public byte[] Bytes => _bytes.ToArray();

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    /// <summary>The lengths at which others might have written between.</summary>
    public List<long> Wholes { get; } = [];

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken)
    {
        _bytes.Write(bytes.Span);
        if (isWhole)
            Wholes.Add(_bytes.Length);
        return ValueTask.CompletedTask;
    }
}
