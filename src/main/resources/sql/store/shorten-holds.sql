-- shorten-holds.sql: the clock was set back, so holds would last longer by that.
UPDATE connection SET hold_until = hold_until - make_interval(secs => :seconds) WHERE hold_until > :now
