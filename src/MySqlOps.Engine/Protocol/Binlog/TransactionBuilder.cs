namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Puts the events of a transaction together. Of transactions that are not wanted it keeps nothing, and their rows are not walked through.</summary>
internal sealed class TransactionBuilder(Func<BinlogGtid, bool> isWanted)
{
    private const int MostStatements = 16;

    private readonly Dictionary<ulong, TableMap> _maps = [];
    private readonly Dictionary<(string Database, string Table), BinlogRowCounts> _tables = [];
    private readonly List<BinlogStatement> _statements = [];
    private BinlogTransaction? _open;
    private BinlogTransaction? _finished;
    private string _file = "";
    private long _moreStatements;
    private bool _isBlock;
    private bool _isPartlyUnknown;
    private bool _hasIncident;

    /// <summary>True within a transaction that is wanted.</summary>
    public bool IsInside => _open is not null;

    /// <summary>The transaction that was finished since the last call.</summary>
    public BinlogTransaction? TakeFinished()
    {
        var finished = _finished;
        _finished = null;
        return finished;
    }

    /// <summary>No more events come.</summary>
    public BinlogTransaction? End()
    {
        Finish();
        return TakeFinished();
    }

    /// <summary>The events that follow are in this file.</summary>
    public void Rotate(string file)
    {
        Finish();
        _file = file;
    }

    /// <summary>A transaction begins.</summary>
    public void Begin(GtidEvent gtid, EventHeader header)
    {
        Finish();
        if (!isWanted(gtid.Gtid))
            return;
        _open = new BinlogTransaction
        {
            Gtid = gtid.Gtid,
            Time = Time(gtid, header),
            File = _file,
            Position = Math.Max(0, header.End - header.Length),
            LengthBytes = gtid.LengthBytes,
            Tables = [],
            Statements = [],
            MoreStatements = 0,
            IsPartlyUnknown = false,
            HasIncident = false,
        };
    }

    /// <summary>A transaction without a name begins.</summary>
    public void BeginUnnamed() => Finish();

    /// <summary>The transaction has a part that can't be read.</summary>
    public void AddUnknown() => _isPartlyUnknown = true;

    /// <summary>An event of the open transaction.</summary>
    public void Add(EventBytes bytes, BinlogEventType type)
    {
        switch (type)
        {
            case BinlogEventType.TableMap:
                var map = TableMap.Read(bytes);
                _maps[map.Id] = map;
                break;
            case BinlogEventType.WriteRows or BinlogEventType.WriteRowsV1:
                AddRows(bytes, type, BinlogRowChange.Insert);
                break;
            case BinlogEventType.UpdateRows or BinlogEventType.UpdateRowsV1 or BinlogEventType.PartialUpdateRows:
                AddRows(bytes, type, BinlogRowChange.Update);
                break;
            case BinlogEventType.DeleteRows or BinlogEventType.DeleteRowsV1:
                AddRows(bytes, type, BinlogRowChange.Delete);
                break;
            case BinlogEventType.Query or BinlogEventType.ExecuteLoadQuery:
                AddStatement(LoggedStatement.Read(bytes, type == BinlogEventType.ExecuteLoadQuery));
                break;
            case BinlogEventType.Xid or BinlogEventType.XaPrepare:
                Finish();
                break;
            case BinlogEventType.Incident:
                _hasIncident = true;
                break;
            default:
                break;
        }
    }

    private static DateTimeOffset Time(GtidEvent gtid, EventHeader header)
    {
        var latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() * 1000;
        return gtid.CommitMicroseconds is { } microseconds and > 0 && microseconds < latest
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : DateTimeOffset.FromUnixTimeSeconds(header.Seconds);
    }

    private void AddRows(EventBytes bytes, BinlogEventType type, BinlogRowChange change)
    {
        if (!_maps.TryGetValue(bytes.Number(6), out var map))
        {
            // The last event of a statement may name a table that is none, only to say that it is the last.
            return;
        }

        if (!_tables.TryGetValue((map.Database, map.Table), out var counts))
            _tables[(map.Database, map.Table)] = counts = new BinlogRowCounts(map.Database, map.Table);
        counts.Add(change, RowImages.Count(bytes, type, map.Widths));
    }

    private void AddStatement(BinlogStatement statement)
    {
        switch (TransactionWord.Of(statement.Text))
        {
            case TransactionWordKind.Begin:
                _isBlock = true;
                return;
            case TransactionWordKind.End:
                Finish();
                return;
            case TransactionWordKind.Within:
                return;
            default:
                if (_statements.Count < MostStatements)
                    _statements.Add(statement);
                else
                    _moreStatements++;

                // A statement outside BEGIN and COMMIT is a transaction by itself.
                if (!_isBlock)
                    Finish();
                return;
        }
    }

    private void Finish()
    {
        if (_open is not null)
        {
            _finished = _open with
            {
                Tables = [.. _tables.Values],
                Statements = [.. _statements],
                MoreStatements = _moreStatements,
                IsPartlyUnknown = _isPartlyUnknown,
                HasIncident = _hasIncident,
            };
        }

        _open = null;
        _maps.Clear();
        _tables.Clear();
        _statements.Clear();
        (_moreStatements, _isBlock, _isPartlyUnknown, _hasIncident) = (0, false, false, false);
    }
}
