/** The vectors of facts/channels.md section 9.4, as they stand there. */

export const ORDER_BODY =
  '{"appid":"wxd678efh567hg6787","mchid":"1900007291","description":"Image形象店-深圳腾大-QQ公仔","out_trade_no":"1217752501201407033233368018","notify_url":"https://www.weixin.qq.com/wxpay/pay.php","amount":{"total":100,"currency":"CNY"},"payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}';

export const ORDER_SIGNATURE =
  'jnks4dlrPw3ZX+ozVvSK39oa0t7OMBsg83BHAwd8BRdUFiVaQNTLTvci+wURgP1OQBbKYhFGvt7iqYpDSTQkp7Uq1sltaQKyncCyrA1g88m5bsKERQfPyT0ahSwKTYJ1CAn9QiJuSJRq1QsQs07eehbU/k9BCS51jTyc1Jpsi2H77HF9f/BnjXAOP3/sPObg6V5Ee4EzwLox684hhuMuIwHo7D8KFk3LIHOKDcNI4It1aCXydFWNpNK+SG86VUDe5kwoDpw4Ulqfu9z8OFDGbDs9TCxEv8iqQzbpxOlEVoOe2kalSYM5kApQb3nZcxdUtoE0liJGW3RGUNE0t4v01A==';

export const PAY_SIGN =
  'mI35pfNEQV6777ke/1T+LJLQDNTm7yeoUJH+j/adPGhmCCi0PbgkvYQTRcXH0uibcLVtvFLdGLpmoYO9FV6lBBsTAjuhh5YOvQi0e2g3e0yytitiNET9FEuqM0pjnKfRW4K6LIZDdbWJv9KhZUx3DrJa5TL7OJ7VdADVivxVySIlPVKjGwuCXzuXSJes0UcILgWQUMyha5/3nYofuHtS7r+KYyMuxD+oJ9VM1Qdxk4UIG59CP5Y3wtYIFybyF3bdu1caHTRRX+DLyMXyYA/IrTmiW01c4RPjpHBX5Dk1sZyY1zVsWNsvMHr2e1NTWtBxKJ+qk5N61J7caYoepHFaxw==';

export const GET_SIGNATURE =
  'DF/1lDGH4Z7CQDDzCaL+QDOBvn7M4l+7+vwfI5BEjV0g9W1ETKzxqmvcEeUbEee++Ob5Os9NYx63le8cEd6ndXMBl+1GFn+6yErv4fuMinkQSF31ZNeACgIjaJr21Qc47XQzckdVOZ6BwTj3s6x4Us3dYh5iOVrNJQnSnLk8WPAnfUo8gPe0y+ttTVp/1wylCeVukowEhLo5TXDio/nS21KyC83/+RfagroB4o24oLgEThu158QaqK2sRsB4rup2NB5AWw7EWrxVxqY5p+L4R9Tla6BPusRTcjd5qQ453wEKSYBaHa81avqCtkJMahFo2oYfpaDh2PiwQEjJGVq51g==';

export const WECHAT_PAY_PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwXNI6sdlknHBnK8Fu2U6Cwor9qY747jP8KAfeBMeveEt1TqaHkLfaSD07trZLhGpfs8/AHqjhgSMO1O10YQWOrrJ4hjIWPKqxbgrYMkBQc+mwdiWp4W3ByCqxBRagCveCXRWCmuJYovl9H/bsDI0iGbpVtEOghJtfciisYSgxcLufUDTRkvwxjIBK1pCRjk33jJ5YTBWTHMRtMAOcFLNF6hdEYdX8SPsgHHeLZ5Lv2T/686w1xtgCHef/sd4uSfWmyzsalQdHG/e4IyYmrhx+O3VBoNDzE3nx23bFeV/RVNCG7cV6VhmYokJNHa/erIPkEmEFID6A5wQOXuxUkmJWwIDAQAB';

export const RESPONSE_SIGNATURE =
  'mfI1CPqvBrgcXfgXMFjdNIhBf27ACE2YyeWsWV9ZI7T7RU0vHvbQpu9Z32ogzc+k8ZC5n3kz7h70eWKjgqNdKQF0eRp8mVKlmfzMLBVHbssB9jEZEDXThOX1XFqX7s7ymia1hoHQxQagPGzkdWxtlZPZ4ZPvr1RiqkgAu6Is8MZgXXrRoBKqjmSdrP1N7uxzJ/cjfSiis9FiLjuADoqmQ1P7p2N876YPAol7Rn0+GswwAwxldbdLrmVSjfytfSBJFqTMHn4itojgxSWWN1byuckQt8hSTEv/Lg97QoeGniYP17T80pJeQyL3b+295FPHSO2AtvCgyIbKMZ0BALilAA==';

export const NOTICE_BODY =
  '{"id":"EV-2026112110000012","create_time":"2026-11-21T10:00:00+08:00","resource_type":"encrypt-resource","event_type":"TRANSACTION.SUCCESS","summary":"支付成功","resource":{"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"rBsViYaqDrg/ryK+maRYE4QIVcU6GQXIxO2Gt5AmK2YAKv+MxPu420DIka+r/Msb/y58SWsf4Bd4ttteS8ABqCgfuLi2kHH+SXFT0qGmjj3yHEJ3JjYv0vbLy0Y0ey3jkI6dowwW1n8yoYio5R8R+Immt0FEIJcJVffKBdDdOhM2dvbt+jBC5cFX7okSsWtU6tlW8etUWg7FGq5pVYs0ebxV/kuCiCE8J7th/QXDHwhu0B0AGhuZqc+IzeNHTAizNQzji1pZ7mJfrlQfC7u+yA7efJa+rhoHIGUU+shFMao5q0rMzgeHrPTR7VuwEjrYsiWbLAN5KtIthxIs+0CQUmkwl3sB6pUv6z4Ht1zhu+FC9IvzmurYhBuaPHqY+2rSb9InrvzOG++cKS7jI+mSpTZtOZa8xMzi6q+oWOsVNzVKE6AYtBcr6fw7AC2Jv6GdiP+9ljUD++R0Fu0PvdeBEmdgifD8MeA4KyHUDZCa","associated_data":"transaction","nonce":"uluk4a9R25RW"}}';

export const NOTICE_SIGNATURE =
  'XC40TdsZnwA5L2hGHSGk7wqp3CPCogIsuxZDivNiABDJ10TYOFDXkj8IQnUeJS8AitrtKo3eg5zqLswu6Y1+bKnebBNbIUTFdQdATVTTWLFQk/2QmBDMVFH/yUfnZrZSR7akO4bnCV4CzH6I0ED1CWLdSu/b95VSxUSDnYnNxxXwajdrdJKMNQgIHOodQ15UscPHs2hXQ0a3/NsMf8rqtIvlVjz8k2lezA0wSlaavJxyB/c+D3PA7T2fvUCH8I2HKoVwNPzeaoLMjAYjVV+nDCSTV5yGBLOvtNA9bqcT/dAK0w6FYu6laMVgwknT+SCeKke6gBVvqWN4F0JO14+qIw==';

export const NOTICE_RESOURCE =
  '{"transaction_id":"4200000000202611210000000001","out_trade_no":"T20261121001","mchid":"1900007291","appid":"wx2421b1c4370ec43b","trade_type":"JSAPI","trade_state":"SUCCESS","success_time":"2026-11-21T10:00:00+08:00","payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},"amount":{"total":8800,"payer_total":8800,"currency":"CNY","payer_currency":"CNY"}}';
