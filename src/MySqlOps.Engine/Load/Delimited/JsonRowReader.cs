using System.Text.Json;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>
/// Reads JSON objects, one after another or in one array, as rows: a value by its key. Numbers keep the digits that they are written with, true and false become 1 and 0,
/// null and a missing key NULL, and an array or object stays the JSON text that it is, as does everything that goes into a JSON column.
/// </summary>
internal sealed class JsonRowReader(ByteWindow text, DelimitedOptions options) : DelimitedReader(text, options)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 512 };

    private JsonKeys? _keys = options.Columns is { } columns ? new JsonKeys(columns, options.RawKeys) : null;
    private bool _isArray;
    private bool _hasRows;
    private bool _hasComma;
    private bool _isClosed;

    /// <inheritdoc />
    protected override int Parse(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var start = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (start != 0)
            return start < 0 ? bytes.Length : start;
        if (bytes[start] != (byte)'{')
            return TakeMark(bytes[start], start);
        if (_isClosed || (_isArray && _hasRows && !_hasComma))
            throw Invalid(start, "there is an object where a comma or the end should be.");
        var length = JsonExtent.Find(bytes[start..]);
        if (length < 0)
            return isWhole ? throw Invalid(start, "the object that begins here has no end.") : -1;
        Take(bytes.Slice(start, length), start);
        (_hasRows, _hasComma) = (true, false);
        return start + length;
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (_isArray && !_isClosed)
            throw Invalid(0, "the array has no end: the file was cut off.");
    }

    /// <inheritdoc />
    protected override void Resume() => (_hasRows, _hasComma, _isClosed) = (true, false, false);

    private int TakeMark(byte mark, int at)
    {
        switch (mark)
        {
            case (byte)'[' when !_isArray && !_hasRows:
                _isArray = true;
                break;
            case (byte)',' when _isArray && _hasRows && !_hasComma && !_isClosed:
                _hasComma = true;
                break;
            case (byte)']' when _isArray && !_hasComma && !_isClosed:
                _isClosed = true;
                break;
            default:
                throw Invalid(at, "there should be a JSON object. Files of JSON lines, or of one array, hold an object for each row.");
        }

        return at + 1;
    }

    private void Take(ReadOnlySpan<byte> json, int start)
    {
        try
        {
            _keys ??= LearnKeys(json);
            ReadCells(json, start, _keys);
        }
        catch (JsonException e)
        {
            throw Invalid(start, $"the object is no valid JSON at its byte {JsonExtent.Position(json, e)}.");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for half of a surrogate pair, or for bytes that are no UTF-8.
            throw Invalid(start, "a text in the object is no Unicode: it has half of a surrogate pair, or bytes that are not UTF-8.");
        }
    }

    private JsonKeys LearnKeys(ReadOnlySpan<byte> json)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(json, Strict);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
            names.Add(reader.GetString()!);
        Columns = names;
        return new JsonKeys(names, Options.RawKeys);
    }

    private void ReadCells(ReadOnlySpan<byte> json, int start, JsonKeys keys)
    {
        Row.FillWithNulls(keys.Count);
        keys.Begin();
        var reader = new Utf8JsonReader(json, Strict);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var column = keys.Find(ref reader);
            if (column < 0 && !Options.IgnoresUnknownKeys)
                throw Invalid(start, $"the object has the key '{reader.GetString()}', for which there is no column.");
            if (column >= 0 && !keys.Claim(column))
                throw Invalid(start, $"the object has the key '{reader.GetString()}' twice.");
            reader.Read();
            if (column < 0)
                reader.Skip();
            else
                TakeValue(ref reader, json, column, keys.IsRaw(column));
        }

        // An object without keys has no cell, but it is a row all the same.
        if (keys.Count == 0)
            throw Invalid(start, "the object has no keys, so that there is nothing to load.");
    }

    private void TakeValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int column, bool isRaw)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                Row.SetCell(column, isNull: true);
                return;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
            case not JsonTokenType.Null when isRaw:
                var from = (int)reader.TokenStartIndex;
                reader.Skip();
                Row.Append(json[from..(int)reader.BytesConsumed]);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Row.Append(reader.TokenType == JsonTokenType.True ? (byte)'1' : (byte)'0');
                break;
            case JsonTokenType.String:
                Row.Take(reader.CopyString(Row.Reserve(reader.ValueSpan.Length)));
                break;
            default:
                Row.Append(reader.ValueSpan);
                break;
        }

        Row.SetCell(column, isNull: false);
    }
}
