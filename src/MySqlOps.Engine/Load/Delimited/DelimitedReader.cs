using System.Text;
using System.Text.Unicode;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>
/// Reads the rows of a file one after another. No more than one row is held. A row that can't be read is an error: nothing is guessed or left out.
/// </summary>
/// <param name="text">The file's text. Who made it disposes it.</param>
/// <param name="options">How it is to be read.</param>
internal abstract class DelimitedReader(ByteWindow text, DelimitedOptions options)
{
    /// <summary>No longer row is read: no server takes longer values.</summary>
    private const int LongestRow = 1 << 30;

    private int _given;
    private bool _isPending;
    private RowPosition _position;

    /// <summary>The columns' names: given, from the header, or the first JSON object's keys; null when nothing told them. Known once the reader is open.</summary>
    public IReadOnlyList<string>? Columns { get; protected set; } = options.Columns;

    /// <summary>The row that was read last.</summary>
    public DelimitedRow Row { get; } = new();

    /// <summary>The place after the row that was read last.</summary>
    public RowPosition Position => _isPending ? default : _position;

    /// <summary>How the file is to be read.</summary>
    protected DelimitedOptions Options { get; } = options;

    /// <summary>How many cells a row must have; null while that is open.</summary>
    protected int? Width { get; private set; }

    /// <summary>Makes the reader of a format.</summary>
    public static DelimitedReader Create(ByteWindow text, DelimitedOptions options) => options.Format switch
    {
        DelimitedFormat.Csv => new CsvReader(text, options),
        DelimitedFormat.Tsv => new EscapedTextReader(text, options),
        DelimitedFormat.Json => new JsonRowReader(text, options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Format, "No reader knows the format."),
    };

    /// <summary>Reads what comes before the rows. Call it once, first.</summary>
    /// <param name="from">Where an earlier reading stopped; null for the first row.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MySqlOpsException">LoadRowInvalid, LoadFileInvalid, FileFailed.</exception>
    public async Task OpenAsync(RowPosition? from, CancellationToken cancellationToken)
    {
        if (await text.HoldAsync(3, cancellationToken).ConfigureAwait(false) && text.Bytes.StartsWith("\uFEFF"u8))
            text.Advance(3);
        var hasHeader = Options.HasHeader && Options.Format != DelimitedFormat.Json;
        if (hasHeader && await ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // Names given by the caller count for more, but there must be as many.
            Columns ??= [.. Enumerable.Range(0, Row.Count).Select(column => Encoding.UTF8.GetString(Row[column]))];
            _position = _position with { Rows = 0 };
        }

        // The first object's keys name the columns, and whether it stands in an array counts also for who goes on behind it.
        if (Options.Format == DelimitedFormat.Json)
            _isPending = await ReadAsync(cancellationToken).ConfigureAwait(false);
        Width = Columns?.Count ?? Width;
        if (from is { Rows: > 0 } position)
            await SkipToAsync(position, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on to a place further on, which a reading of the same file has named.</summary>
    /// <exception cref="MySqlOpsException">LoadFileInvalid: the file is shorter now.</exception>
    public async Task SkipToAsync(RowPosition position, CancellationToken cancellationToken)
    {
        if (position.Rows == Position.Rows)
            return;
        text.Advance(_given);
        (_given, _isPending) = (0, false);
        await text.SkipToAsync(position.Offset, position.Line, cancellationToken).ConfigureAwait(false);
        _position = position;
        Resume();
    }

    /// <summary>Reads the next row into <see cref="Row"/>.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="MySqlOpsException">LoadRowInvalid, LoadFileInvalid, FileFailed.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_isPending)
        {
            _isPending = false;
            return true;
        }

        while (true)
        {
            text.Advance(_given);
            _given = 0;
            if (!await text.HoldAsync(1, cancellationToken).ConfigureAwait(false))
            {
                End();
                return false;
            }

            if (await ParseAsync(cancellationToken).ConfigureAwait(false))
                return true;
        }
    }

    /// <summary>Takes the next row apart.</summary>
    /// <param name="bytes">The text from where the row begins.</param>
    /// <param name="isWhole">True when the file has no more.</param>
    /// <returns>The row's length with its end; -1 when more must be there to tell. No cells mean that there was no row in it.</returns>
    protected abstract int Parse(ReadOnlySpan<byte> bytes, bool isWhole);

    /// <summary>Says that the file is at its end.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Says that reading goes on after some row, not at the first.</summary>
    protected virtual void Resume()
    {
    }

    /// <summary>The error about a place in the row.</summary>
    /// <param name="position">The byte in the row.</param>
    /// <param name="what">What is wrong, as a clause.</param>
    protected MySqlOpsException Invalid(int position, string what) => new(
        ErrorId.LoadRowInvalid, $"{text.Name}, line {text.LineAt(position)}, row {Position.Rows + 1}: {what}", text.Name);

    private async ValueTask<bool> ParseAsync(CancellationToken cancellationToken)
    {
        int length;
        while (true)
        {
            Row.Clear();
            var seen = text.Bytes.Length;
            length = Parse(text.Bytes, text.IsWhole);
            if (length >= 0)
                break;
            if (seen > LongestRow)
                throw Invalid(0, "the row is longer than 1 GiB. Look for a quote that is not closed.");

            // Twice as much before the next try, so that a long row is not gone through time and again.
            await text.HoldAsync(Math.Max(seen + 1, (int)Math.Min(seen * 2L, LongestRow + 1L)), cancellationToken).ConfigureAwait(false);
        }

        _given = length;
        if (Row.Count == 0)
            return false;
        Check(length);
        (Row.Number, Row.Line, Row.Offset) = (Position.Rows + 1, text.Line, text.Offset);
        _position = new RowPosition(Position.Rows + 1, text.LineAt(length), text.Offset + length);
        return true;
    }

    private void Check(int length)
    {
        Width ??= Row.Count;
        if (Row.Count != Width)
            throw Invalid(0, $"the row has {Row.Count} fields in place of {Width}. Look for a delimiter or quote that is missing or too many.");
        var raw = text.Bytes[..length];
        if (!Options.IsText || Utf8.IsValid(raw))
            return;
        var valid = 0;
        while (Rune.DecodeFromUtf8(raw[valid..], out _, out var count) == System.Buffers.OperationStatus.Done)
            valid += count;
        throw Invalid(valid, $"byte {text.Offset + valid} of the text ({raw[valid]:X2}) is not UTF-8. Name the file's character set.");
    }
}
