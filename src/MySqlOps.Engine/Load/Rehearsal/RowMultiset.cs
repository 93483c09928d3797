using System.Buffers.Binary;
using System.Security.Cryptography;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Load.Rehearsal;

/// <summary>
/// A digest of LOAD DATA text that does not depend on the order of its rows: the sum of the rows' SHA-256, each a number of 256 bits. Equal rows count as often as they are there.
/// </summary>
/// <param name="leftOut">The places of the columns that do not count, from 0; null when all count.</param>
internal sealed class RowMultiset(IReadOnlySet<int>? leftOut = null) : IRowOutput, IDisposable
{
    private readonly IncrementalHash _partial = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ulong[] _sum = new ulong[4];
    private bool _hasPartial;
    private int _column;

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The digest, as hexadecimal digits.</summary>
    public string Digest => string.Concat(_sum.Reverse().Select(static part => part.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Adds text; a row may come in pieces.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (leftOut is not null)
        {
            AppendCounted(text, leftOut, hash);
            return;
        }

        // A line feed that belongs to a value is escaped, so every bare one ends a row.
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (_hasPartial)
            {
                _partial.AppendData(text[..end]);
                _partial.GetHashAndReset(hash);
                _hasPartial = false;
            }
            else
            {
                SHA256.HashData(text[..end], hash);
            }

            Add(hash);
            text = text[(end + 1)..];
        }

        if (text.IsEmpty)
            return;
        _partial.AppendData(text);
        _hasPartial = true;
    }

    /// <inheritdoc />
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken)
    {
        Append(bytes.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _partial.Dispose();

    /// <summary>A tab that belongs to a value is escaped too, so every bare one parts two columns.</summary>
    private void AppendCounted(ReadOnlySpan<byte> text, IReadOnlySet<int> uncounted, Span<byte> hash)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\t', (byte)'\n');
            if (!uncounted.Contains(_column))
                _partial.AppendData(end < 0 ? text : text[..end]);
            if (end < 0)
                return;
            if (text[end] == (byte)'\t')
            {
                _partial.AppendData("\t"u8);
                _column++;
            }
            else
            {
                _partial.GetHashAndReset(hash);
                Add(hash);
                _column = 0;
            }

            text = text[(end + 1)..];
        }
    }

    private void Add(ReadOnlySpan<byte> hash)
    {
        Rows++;
        var carry = UInt128.Zero;
        for (var i = 0; i < _sum.Length; i++)
        {
            carry += (UInt128)_sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(i * 8)..]);
            _sum[i] = (ulong)carry;
            carry >>= 64;
        }
    }
}
