using System.Security.Cryptography;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>
/// The ways to one moment, from the best down: the global read lock; read locks on the tables; a moment in which nothing was committed; one session alone. Each is tried
/// when the account lacks the privilege for the one before.
/// </summary>
internal sealed class SnapshotLadder(SnapshotSessions sessions, SnapshotRequest request, IOperationObserver observer)
{
    private const int QuietAttempts = 20;
    private readonly List<string> _notes = [];
    private bool _isDdlLocked;

    /// <summary>Whom the server followed at the snapshot; null when it was not to be known.</summary>
    public IReadOnlyList<ReplicaChannel>? Channels { get; private set; }

    private DataSession Locker => sessions.Locker;

    /// <summary>Takes the snapshot.</summary>
    public async Task<SnapshotFacts> ClimbAsync(CancellationToken cancellationToken)
    {
        await Locker.ExecuteAsync("SET SESSION lock_wait_timeout = 2", cancellationToken).ConfigureAwait(false);
        if (!request.NeedsRows)
            return await TakeNoneAsync(cancellationToken).ConfigureAwait(false);
        return await LockServerAsync(cancellationToken).ConfigureAwait(false)
            ?? await LockTablesAsync(cancellationToken).ConfigureAwait(false)
            ?? await AwaitQuietAsync(cancellationToken).ConfigureAwait(false)
            ?? await TakeOneAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Needs RELOAD or FLUSH_TABLES. A transaction that is open but idle does not hold the lock up.</summary>
    private async Task<SnapshotFacts?> LockServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            var patience = new LockPatience(Locker, request.LockTimeout, request.Time, observer);
            await patience.AcquireAsync(LockAsync, cancellationToken).ConfigureAwait(false);
            return await TakeLockedAsync(SnapshotMethod.GlobalReadLock, Locker, patience.Waited, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }

        async Task LockAsync(CancellationToken token)
        {
            await LockDdlAsync(token).ConfigureAwait(false);
            await Locker.ExecuteAsync("FLUSH TABLES WITH READ LOCK", token).ConfigureAwait(false);
        }
    }

    /// <summary>Needs LOCK TABLES and SELECT on each table. On a session of its own, because the locker would see no other table.</summary>
    private async Task<SnapshotFacts?> LockTablesAsync(CancellationToken cancellationToken)
    {
        var tableLocker = await sessions.OpenLockerAsync(cancellationToken).ConfigureAwait(false);
        await tableLocker.ExecuteAsync("SET SESSION lock_wait_timeout = 2", cancellationToken).ConfigureAwait(false);
        try
        {
            var patience = new LockPatience(tableLocker, request.LockTimeout, request.Time, observer);
            await patience.AcquireAsync(LockAsync, cancellationToken).ConfigureAwait(false);
            _notes.Add($"The account {Locker.Server.User} has neither RELOAD nor FLUSH_TABLES: the exported tables were locked in place of the server.");
            return await TakeLockedAsync(SnapshotMethod.TableLocks, tableLocker, patience.Waited, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }

        async Task LockAsync(CancellationToken token)
        {
            var tables = await request.ReadTables(token).ConfigureAwait(false);
            if (tables.Count > 0)
                await tableLocker.ExecuteAsync($"LOCK TABLES {string.Join(", ", tables.Select(table => $"{table.Quoted} READ"))}", token).ConfigureAwait(false);
        }
    }

    /// <summary>What happens while the lock is held: as little as can be, all of it at the same time.</summary>
    private async Task<SnapshotFacts> TakeLockedAsync(SnapshotMethod method, DataSession holder, TimeSpan waited, CancellationToken cancellationToken)
    {
        var locked = request.Time.GetTimestamp();
        var position = ReadPositionAsync(cancellationToken);
        await Task.WhenAll(sessions.StartAsync(cancellationToken), position).ConfigureAwait(false);
        await holder.ExecuteAsync("UNLOCK TABLES", cancellationToken).ConfigureAwait(false);
        var lockTime = request.Time.GetElapsedTime(locked);
        observer.Verbose($"{Locker.Server}: writers were locked out for {lockTime.TotalMilliseconds:0.0} ms, after {waited.TotalMilliseconds:0} ms of waiting for the lock.");
        return Describe(method, await position.ConfigureAwait(false), lockTime);
    }

    private async Task<ServerPosition> ReadPositionAsync(CancellationToken cancellationToken)
    {
        if (request.NeedsChannels && Locker.Facts.HasShowReplicaStatus)
            Channels = await ReplicaChannelReader.ReadAsync(Locker, cancellationToken).ConfigureAwait(false);
        return await PositionReader.ReadAsync(Locker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>No lock: all snapshots are the same when no transaction got a GTID between the first and the last of them.</summary>
    private async Task<SnapshotFacts?> AwaitQuietAsync(CancellationToken cancellationToken)
    {
        if (!await PositionReader.WritesGtidsAsync(Locker, cancellationToken).ConfigureAwait(false))
            return null;
        for (var attempt = 0; attempt < QuietAttempts; attempt++)
        {
            var before = await PositionReader.ReadSettledGtidAsync(Locker, cancellationToken).ConfigureAwait(false);
            await sessions.StartAsync(cancellationToken).ConfigureAwait(false);
            if (before is not null && before == await PositionReader.ReadSettledGtidAsync(Locker, cancellationToken).ConfigureAwait(false))
            {
                _notes.Add($"The account {Locker.Server.User} may lock neither the server nor the tables: the snapshots were taken at a moment in which nothing was committed to the binlog. What is written with sql_log_bin = 0 is not noticed by that.");
                return Describe(SnapshotMethod.QuietMoment, new ServerPosition { GtidExecuted = before.Length == 0 ? null : before }, TimeSpan.Zero);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(5, 100)), request.Time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<SnapshotFacts> TakeOneAsync(CancellationToken cancellationToken)
    {
        await sessions.KeepOneAsync().ConfigureAwait(false);
        await sessions.StartAsync(cancellationToken).ConfigureAwait(false);
        _notes.Add($"The account {Locker.Server.User} may lock neither the server nor the tables, and no quiet moment was found: one session reads everything in one snapshot, whose place in the binlog is not known. Grant RELOAD or FLUSH_TABLES for more sessions.");
        return Describe(SnapshotMethod.OneSession, new ServerPosition(), TimeSpan.Zero);
    }

    private async Task<SnapshotFacts> TakeNoneAsync(CancellationToken cancellationToken)
    {
        await sessions.KeepOneAsync().ConfigureAwait(false);
        await new LockPatience(Locker, request.LockTimeout, request.Time, observer).AcquireAsync(LockDdlAsync, cancellationToken).ConfigureAwait(false);
        return Describe(SnapshotMethod.None, new ServerPosition(), TimeSpan.Zero) with { IsPointInTime = false };
    }

    /// <summary>Before the read lock, so that no DDL slips in between, and until the session ends. Needs BACKUP_ADMIN.</summary>
    private async Task LockDdlAsync(CancellationToken cancellationToken)
    {
        if (_isDdlLocked || !request.LocksDdl || !Locker.Facts.HasInstanceBackupLock)
            return;
        try
        {
            await Locker.ExecuteAsync("LOCK INSTANCE FOR BACKUP", cancellationToken).ConfigureAwait(false);
            _isDdlLocked = true;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            // The snapshot can be had without it; a note tells.
        }
    }

    private SnapshotFacts Describe(SnapshotMethod method, ServerPosition position, TimeSpan lockTime)
    {
        if (!_isDdlLocked && request.LocksDdl)
            _notes.Add($"DDL was not locked out{(Locker.Facts.HasInstanceBackupLock ? $", because the account {Locker.Server.User} lacks BACKUP_ADMIN" : "")}: a table that is altered, truncated or dropped while the export runs makes it fail, and other objects are as they were when they were read.");
        if (position.IsForbidden)
            _notes.Add($"The binlog's position is not known, because the account {Locker.Server.User} lacks REPLICATION CLIENT.");
        return new SnapshotFacts
        {
            Method = method,
            IsPointInTime = true,
            GtidExecuted = position.GtidExecuted,
            BinlogFile = position.BinlogFile,
            BinlogPosition = position.BinlogPosition,
            LockTime = lockTime,
            DdlWasLocked = _isDdlLocked,
            Notes = [.. _notes],
        };
    }
}
