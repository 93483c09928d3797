namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>The end of what a program writes: enough for its last line, however much it writes and whether or not its stream ever ends.</summary>
internal sealed class OutputTail
{
    private const int Kept = 4096;

    private readonly Lock _gate = new();
    private string _text = "";

    /// <summary>Reads to the end of the stream, or until its program is gone.</summary>
    public async Task ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[Kept];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                Add(buffer.AsSpan(0, count));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // What was read till then counts.
        }
    }

    /// <summary>Adds text.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            var all = string.Concat(_text, text);
            _text = all.Length > Kept ? all[^Kept..] : all;
        }
    }

    /// <summary>The last line that is not blank, without control characters; empty for none.</summary>
    public string LastLine
    {
        get
        {
            lock (_gate)
            {
                if (_text.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [.., var last])
                    return "";
                return string.Concat(last.Where(static c => !char.IsControl(c)));
            }
        }
    }
}
