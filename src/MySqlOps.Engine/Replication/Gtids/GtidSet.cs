using System.Collections.Immutable;
using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>A set of transactions by their global identifiers, tags included: an immutable value. Its text is the one that the server itself writes.</summary>
public sealed class GtidSet : IEquatable<GtidSet>
{
    private const int ShownTextLength = 80;

    // Sorted by source, no source without an interval.
    private readonly ImmutableArray<(GtidSource Source, ImmutableArray<GtidInterval> Intervals)> _parts;

    private GtidSet(ImmutableArray<(GtidSource Source, ImmutableArray<GtidInterval> Intervals)> parts) => _parts = parts;

    /// <summary>The set without a transaction.</summary>
    public static GtidSet Empty { get; } = new([]);

    /// <summary>True when it holds no transaction.</summary>
    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>How many transactions it holds; <see cref="long.MaxValue"/> where they are more.</summary>
    public long Count => (long)Math.Min(long.MaxValue, _parts.Sum(static part => part.Intervals.Sum(static interval => (decimal)interval.Count)));

    /// <summary>Where its transactions come from, in the order of the text.</summary>
    public IReadOnlyList<GtidSource> Sources => [.. _parts.Select(static part => part.Source)];

    /// <summary>Its transactions as intervals, in the order of the text.</summary>
    public IEnumerable<(GtidSource Source, GtidInterval Interval)> Intervals =>
        _parts.SelectMany(static part => part.Intervals, static (part, interval) => (part.Source, interval));

    /// <summary>Its transactions one by one, each as <c>uuid:5</c> or <c>uuid:tag:5</c>, in the order of the text. Made as they are asked for.</summary>
    public IEnumerable<string> Transactions
    {
        get
        {
            foreach (var (source, interval) in Intervals)
            {
                for (var number = interval.First; number <= interval.Last; number++)
                    yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source}:{number}");
            }
        }
    }

    /// <summary>The transactions with consecutive numbers of one server.</summary>
    /// <param name="uuid">The server's UUID.</param>
    /// <param name="tag">The tag; empty for none.</param>
    /// <param name="first">The first number.</param>
    /// <param name="last">The last number.</param>
    /// <exception cref="MySqlOpsException">ReplicationGtidInvalid: this is no UUID, tag or interval.</exception>
    public static GtidSet Of(string uuid, string tag, long first, long last)
    {
        ArgumentNullException.ThrowIfNull(uuid);
        ArgumentNullException.ThrowIfNull(tag);
        var knownTag = tag.Length == 0 ? "" : GtidText.ReadTag(tag);
        return GtidText.ReadUuid(uuid) is { } known && knownTag is not null && first >= 1 && last >= first && last <= GtidText.MaxNumber
            ? new GtidSet([(new GtidSource(known, knownTag), [new GtidInterval(first, last)])])
            : throw Invalid($"{uuid}:{(tag.Length == 0 ? "" : $"{tag}:")}{new GtidInterval(first, last)}", null);
    }

    /// <summary>Reads what the server writes and takes: <c>uuid:1-3:7:tag:5, uuid:...</c>, in either case, with white space between the parts.</summary>
    /// <param name="text">The text; an empty one is the empty set.</param>
    /// <exception cref="MySqlOpsException">ReplicationGtidInvalid.</exception>
    public static GtidSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var set = new Dictionary<GtidSource, List<GtidInterval>>();
        return GtidText.Read(text, set) is { } wrong ? throw Invalid(text, wrong) : Create(set);
    }

    /// <summary>Reads a text that may be none.</summary>
    /// <returns>False, and the empty set, for what can't be read.</returns>
    public static bool TryParse(string? text, out GtidSet set)
    {
        var parts = new Dictionary<GtidSource, List<GtidInterval>>();
        var isRead = text is not null && GtidText.Read(text, parts) is null;
        set = isRead ? Create(parts) : Empty;
        return isRead;
    }

    /// <summary>The transactions that are in either.</summary>
    public GtidSet Union(GtidSet other) => Combine(other, GtidIntervals.Union);

    /// <summary>The transactions that are here and not in the other (the server's GTID_SUBTRACT).</summary>
    public GtidSet Subtract(GtidSet other) => Combine(other, GtidIntervals.Subtract);

    /// <summary>The transactions that are in both.</summary>
    public GtidSet Intersect(GtidSet other) => Combine(other, GtidIntervals.Intersect);

    /// <summary>True when all transactions of the other are here too (the server's GTID_SUBSET, turned round).</summary>
    public bool Contains(GtidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Subtract(this).IsEmpty;
    }

    /// <summary>How this set stands to another.</summary>
    public GtidOrder Compare(GtidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Contains(other), other.Contains(this)) switch
        {
            (true, true) => GtidOrder.Equal,
            (true, false) => GtidOrder.Ahead,
            (false, true) => GtidOrder.Behind,
            (false, false) => GtidOrder.Diverged,
        };
    }

    /// <summary>The transactions that one server first committed, whatever their tag.</summary>
    /// <param name="uuid">The server's UUID, in either case.</param>
    public GtidSet WithSource(string uuid) => new([.. _parts.Where(part => part.Source.Uuid.Equals(uuid, StringComparison.OrdinalIgnoreCase))]);

    /// <inheritdoc />
    public bool Equals(GtidSet? other) =>
        other is not null
        && _parts.Length == other._parts.Length
        && _parts.Zip(other._parts).All(static pair => pair.First.Source == pair.Second.Source && pair.First.Intervals.SequenceEqual(pair.Second.Intervals));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GtidSet);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (source, interval) in Intervals)
        {
            hash.Add(source);
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    /// <summary>The server's own text of the set: sorted, a UUID once with its tags after it, a new line after each comma.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var uuid = "";
        foreach (var (source, intervals) in _parts)
        {
            if (source.Uuid != uuid)
                text.Append(text.Length == 0 ? "" : ",\n").Append(uuid = source.Uuid);
            if (source.Tag.Length > 0)
                text.Append(':').Append(source.Tag);
            foreach (var interval in intervals)
                text.Append(':').Append(interval);
        }

        return text.ToString();
    }

    private static GtidSet Create(Dictionary<GtidSource, List<GtidInterval>> set) =>
        new([.. set.Where(static part => part.Value.Count > 0).OrderBy(static part => part.Key, Comparer<GtidSource>.Create(GtidSource.Compare)).Select(static part => (part.Key, GtidIntervals.Normalize(part.Value)))]);

    private static MySqlOpsException Invalid(string text, string? wrong)
    {
        var part = wrong is null || wrong == text.Trim() ? "" : $" It is '{Shorten(wrong)}' that can't be read.";
        return new MySqlOpsException(ErrorId.ReplicationGtidInvalid, $"'{Shorten(text)}' is not a GTID set.{part} Write it as the server does: uuid:1-3:7, with a tag uuid:tag:1-3, several UUIDs with a comma between them.", text);
    }

    private static string Shorten(string text) => text.Length <= ShownTextLength ? text : $"{text[..ShownTextLength]}...";

    private GtidSet Combine(GtidSet other, Func<ImmutableArray<GtidInterval>, ImmutableArray<GtidInterval>, ImmutableArray<GtidInterval>> combine)
    {
        ArgumentNullException.ThrowIfNull(other);
        var result = ImmutableArray.CreateBuilder<(GtidSource, ImmutableArray<GtidInterval>)>();
        int i = 0, j = 0;
        while (i < _parts.Length || j < other._parts.Length)
        {
            var order = i == _parts.Length ? 1 : j == other._parts.Length ? -1 : GtidSource.Compare(_parts[i].Source, other._parts[j].Source);
            var source = order <= 0 ? _parts[i].Source : other._parts[j].Source;
            var intervals = combine(order <= 0 ? _parts[i++].Intervals : [], order >= 0 ? other._parts[j++].Intervals : []);
            if (!intervals.IsEmpty)
                result.Add((source, intervals));
        }

        return new GtidSet(result.ToImmutable());
    }
}
